"""What a person is given who asks for their data: everything about them, with other people taken out."""
