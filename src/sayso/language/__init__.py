"""From a text to a spaCy Doc: encoder, sentences, names, parse, times, places."""
