"""The account's cross-signing identity: clients that trust signed devices only talk to no other bot.

nio has no cross-signing, so this is done by plain requests, beside it.
"""
