"""The bot and a client on matrix-js-sdk, which Element is built on: played by `./run matrix-element`."""
