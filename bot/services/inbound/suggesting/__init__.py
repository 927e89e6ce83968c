"""What is offered while somebody is still typing."""
