"""Why a file is not taken."""


class EvidenceRefusedError(ValueError):
    """A file, or what is to be done with files, is refused; the text is one Indonesian sentence for people.

    ``is_too_large`` says that its size alone was the reason, which answers with another status.
    """

    def __init__(self, sentence: str, *, is_too_large: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.is_too_large = is_too_large
