"""Who is told what when something happens, a file per kind of event."""
