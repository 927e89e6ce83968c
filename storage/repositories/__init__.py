"""The parts of one transaction: bot.ports.store over a connection, a file a Protocol."""
