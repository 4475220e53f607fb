"""The words of 存在的问题: tokens, trends, keyness, co-occurrence, and the sentences behind."""
