"""How the commands explain themselves: what `--help` prints beside the options."""

ABOUT = "Parley: talk with a language model that runs on your own computer."

COMMANDS = """\
commands:
  ask TEXT                 answer TEXT on standard output
  transcribe FILE...       write down the speech in sound files
  chats list               list your conversations
  chats search WORDS...    find words in your conversations
  chats show ID            print a conversation
  chats export ID          write conversations as Markdown, HTML, JSON or PDF
  chats import FILE        bring conversations from other programs
  data where, data size    show where your data is, and how big
  data backup FILE         write all that is yours into one file
  data restore FILE        have it back; data undo, data erase
  models list              list the models on this computer
  models search WORDS...   search the Hugging Face Hub for models
  models pull REPO         fetch a model from the Hub
  models ...               info, remove, verify, import: see `parley models --help`
  plan [FILE.gguf]         show how a model would be run: devices, memory
  bench                    measure how fast a model reads and writes here
  diagnostics              print one text to paste into a bug report
  selftest                 try everything once and say what works

  `parley COMMAND --help` explains each.

examples:
  parley                                   open the window
  parley ~/models/llama.gguf               ... with this model
  parley --demo                            ... with scripted answers, no model needed
  parley ask "Name three rivers."          ask without a window
  parley transcribe talk.mp3               write down what is said in a file
  parley models pull Qwen/Qwen3-4B-GGUF    fetch a model
"""

ASK = """\
The answer goes to standard output as it is written, and into no conversation.
The model is the one used last in the window, or else the one that came with Parley.
Pictures (PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF, HEIC) and films are shown with the first question;
later ones may be about them too. They need a model that can see; of films, others are given the
words that are spoken.

exit status: 0 all went well, 1 an error (one sentence on standard error),
2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley ask "Name three rivers."
  parley ask --file notes.pdf "What was decided?"
  parley ask --image cat.jpg "What is this?"
  parley ask --image before.jpg after.jpg -- "What has changed?"
  parley ask --video talk.mp4 --part 0:30-2:00 "What is this about?"
  parley ask --max-tokens 50 --seed 7 "Tell me about the sea."
  parley ask --device cpu --thinking off "What is 17 times 23?"
  parley ask --preset translate "Wo ist der Bahnhof?"
  parley ask --turns < questions.txt
"""

PLAN = """\
What there is to compute with, what the model would take of which memory, and what Automatic
chooses. Only the header of its file is read. The model is the one used last in the window, or else
the one that came with Parley.

examples:
  parley plan
  parley plan ~/models/llama.gguf --context 32768
  parley plan --device cpu --kv-type q8_0 --json
"""

BENCH = """\
Each time the model is loaded in a new process, as the window does it; then it writes, and reads a
prompt that it has not seen. The table has the median, the least and the most. Close other programs
first. The model is the one used last in the window, or else the one that came with Parley.

exit status: 0 all went well, 1 an error (one sentence on standard error),
2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley bench
  parley bench --model ~/models/llama.gguf --device cpu --threads 4
  parley bench --prompt 2048 --reply 256 --repeat 5 --json > bench.json
"""

DIAGNOSTICS = """\
Versions, the computer, devices, how the model would be run, settings that are not the default ones,
the last problems and what the logs say of crashes. No folder, no name of yours and nothing that you
wrote is in it; the name of the model's file is. Read it before you send it.

examples:
  parley diagnostics
  parley diagnostics --model ~/models/llama.gguf > report.md
"""

TRANSCRIBE = """\
The words go to standard output, a text as it is heard and the other formats a document for each
file. WAV, MP3, FLAC, M4A, OGG, Opus, WebM and many more, and the sound of films.
The voice model is the one chosen in the window, or else the one that came with Parley. NAME is
one that was fetched in the settings: tiny, base, small, medium, large-v3, turbo, or tiny.en, ...

exit status: 0 all went well, 1 an error (one sentence on standard error for each file; the others
are still done), 2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley transcribe talk.mp3
  parley transcribe --format srt film.mp4 > film.srt
  parley transcribe --model small --language de --translate rede.m4a
"""

CHATS = """\
An ID may be shortened to its first letters. A search is for words and "whole phrases", and may be
narrowed: model:NAME, before:2025-03, after:2025-03-09, on:2024, has:picture, role:me, role:model,
folder:NAME, pinned:yes. Its first use makes an index, which takes a while where there is much.
Only json holds all branches, and pictures to be
imported again; a file that is there is replaced only with --yes, and never one in a folder.
What is imported is read by its content: Parley's own json, and the exports of ChatGPT, Claude and
Open WebUI. Conversations that are here already are left alone. A file that is damaged is refused
as a whole. A reply that is being written elsewhere goes on.

exit status: 0 all went well, 1 an error (one sentence on standard error),
2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley chats list
  parley chats search apple pie after:2025
  parley chats show 3f2a
  parley chats export 3f2a --format json > talk.json
  parley chats export 3f2a --format pdf --output talk.pdf
  parley chats export --all --format html --output talks
  parley chats import conversations.json chatgpt-export.zip
"""

DATA = """\
A backup is one zip file with all conversations and their branches, pictures, texts of attached
files, settings, presets and what is kept of models besides their files; models and tokens are not
in it. It may be made while the window is open. A restore checks the whole file first, and refuses
one that is damaged or of a newer Parley before anything changes; what was here is set aside, and
`undo` brings it back. `erase` deletes conversations, pictures, the index of the search, drafts,
settings, presets, logs and the cache; models in Parley's own folder with --all. The window must be
closed for these three.

exit status: 0 all went well, 1 an error (one sentence on standard error),
2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley data size
  parley data backup ~/parley.zip
  parley data restore ~/parley.zip --yes
  parley data undo --yes
  parley data erase --yes
"""

MODELS = """\
Models of other programs (the Hugging Face cache, LM Studio, Ollama, llama.cpp, GPT4All, Jan) are
found and used where they are, and never changed. Those that Parley fetched or imported lie in the
folder that the settings name (models.folder); without one, in the cache of Hugging Face.

NAME is a model on this computer: its path, the name of its file, its title, or how one of these
begins. REPO is a repository on the Hub: maker/model, maker/model:Q4_K_M, or its address.

exit status: 0 all went well, 1 an error (one sentence on standard error) or a file that is damaged,
2 words that Parley does not know, 130 after Ctrl+C

examples:
  parley models list
  parley models search qwen3 --max-size 8B --sort downloads
  parley models info Qwen/Qwen3-4B-GGUF
  parley models pull Qwen/Qwen3-4B-GGUF:Q4_K_M
  parley models verify Qwen3-4B
  parley models import ~/Downloads/model.gguf --how move
"""
