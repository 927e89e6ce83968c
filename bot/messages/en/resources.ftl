### What the people of a group share with each other.

resource-line = { $titled ->
    [yes] **{ $number }** { $title }: { $link }{ $tags }
   *[no] **{ $number }** { $link }{ $tags }
}
resource-tags = { " (" }{ $tags })
resource-added = New resource { $resource }
resource-known = { $grown ->
    [yes] This link is here already. Your tags were added.
   *[no] This link is here already.
}
    { $resource }
resource-removed = Resource { $number } is removed.
resource-none = { $asked ->
    [search] No resource has all these words.
    [tag] No resource has this tag.
   *[all] Nothing has been shared yet.
}
resource-list = { $lines }
resource-list-more =
    { $lines }
    There is more.
offer-resource-add = Share something
refused-resource-form = Write the link, a title and tags.
    For example: { $example }
refused-resource-tags = A resource has { $most } tags at most, each of { $longest } characters at most.
refused-resource-unknown = There is no resource with that number.
refused-resource-others = Resource { $number } is not yours.
    Its author or a coordinator can remove it.

## The page of them in each channel

resource-page = { $held ->
    [none] **What this group shares**
        Nothing is shared just now.
        Add something: { $add }
    [older] **What this group shares**
        Add something: { $add }
        Older ones: { $list }
        { $lines }
   *[all] **What this group shares**
        Add something: { $add }
        { $lines }
}
resource-page-part = **What this group shares, part { $part }**
    { $lines }
resource-page-spare = Nothing stands here now. See above.
resource-line-cut = { $titled ->
    [yes] **{ $number }** { $title }: too long for this page. Search for it.
   *[no] **{ $number }** Too long for this page. Search for it.
}
