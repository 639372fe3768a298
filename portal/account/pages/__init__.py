"""What the account's pages show, a file for each page that puts much together."""
