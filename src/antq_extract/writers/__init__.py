"""Writers: from figures and articles to files."""
