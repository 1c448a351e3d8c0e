"""What operators publish officially: lists of who got the money, and who of them told of it."""
