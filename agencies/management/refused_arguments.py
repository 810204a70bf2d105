"""What argparse says of arguments it cannot use, in Indonesian. It has no translation of its own."""

import re

_SENTENCES = (  # the first five begin a message, the others end one
    (r"^the following arguments are required: (.+)", r"Argumen wajib belum ditulis: \1"),
    (r"^one of the arguments (.+) is required", r"Tulis salah satu argumen: \1"),
    (r"^unrecognized arguments: (.+)", r"Argumen tidak dikenal: \1"),
    (r"^ambiguous option: (\S+) could match (.+)", r"Argumen \1 belum jelas; tulis lengkap: \2"),
    (r"^argument (\S+): ", r"Argumen \1: "),
    (r"expected .*argument.*", "nilainya belum ditulis"),
    (r"invalid choice: (.+) \(choose from (.+)\)", r"\1 bukan pilihan; pilih \2"),
    (r"invalid int value: (.+)", r"\1 bukan bilangan bulat"),
    (r"invalid \S+ value: (.+)", r"\1 tidak dapat dibaca"),
    (r"not allowed with argument (.+)", r"tidak boleh bersama \1"),
    (r"ignored explicit argument (.+)", r"tidak menerima nilai \1"),
)


def in_indonesian(message: str) -> str:
    """The sentence; what is not known here stays as argparse says it."""
    for pattern, said in _SENTENCES:
        message = re.sub(pattern, said, message, count=1)
    return f"{message.replace(chr(39), '')}."
