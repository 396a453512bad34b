<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>About</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run from its sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slim edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} · {free} of {total} free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Parley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part that runs the model is being asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where your data lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portable: all of it travels with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it computes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window in which you talk with a language model on your own computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apache licence 2.0. What you write stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all of it as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics for a bug report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Choose a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the part that sees…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a smaller context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load it anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the processor alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the voice settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachButton</name>
    <message>
        <source>Attach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures, text, films, sound…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a screenshot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message>
        <source>Attachments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being prepared…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} · pictures: {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} · words alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{number} tokens</source>
        <translation>
            <numerusform>{number} token</numerusform>
            <numerusform>{number} tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter opens it, Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentColumn</name>
    <message>
        <source>Attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model no longer sees {hidden} of these {all}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model no longer sees these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model no longer sees this film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model no longer sees this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model no longer sees this picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentController</name>
    <message>
        <source>All that can be attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text, PDF and Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Films</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was removed from the message.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentObstacle</name>
    <message>
        <source>The part of this model that sees, its projector, is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot see pictures. Choose one that can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model cannot see: it is given what is said in the film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is more than the model can read: it will most likely refuse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Too long: {tokens} tokens, and the model reads {size} with question and answer.</source>
        <translation>
            <numerusform>Too long: {tokens} token, and the model reads {size} with question and answer.</numerusform>
            <numerusform>Too long: {tokens} tokens, and the model reads {size} with question and answer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a part…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the projector of this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projectors (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BringDialog</name>
    <message>
        <source>Add to the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}, into {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}, into {folder}, where {free} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file stays where it is as well, and takes {size} once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room for a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not in its old place any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on that disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is copied; the model is gone when its file is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Your message</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show all {count} characters</source>
        <translation>
            <numerusform>Show all {count} character</numerusform>
            <numerusform>Show all {count} characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>The card is longer: the rest stands on its page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogModel</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing and rewriting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summing up texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Translating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mathematics and hard questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking data out of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understanding pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits whole on your graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits partly on your graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits well into your memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only just fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is on this computer already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is strong in your language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knows your language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not said to know your language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny, and quick on any computer: for short answers, and for a look at a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, yet good at hard questions, code and pictures; thinks before it answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the office: thinks calculations and code through, in twelve languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For hard work: programs, research, pictures; it wants a good graphics card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is good at the task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can think before it answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes faster than one reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes slower than one reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knows the most of those that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is small, so expect mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for small computers: very quick, and good at taking data out of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small all-rounder for six European languages, made wholly in the open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers directly and well, in Chinese and a hundred other languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A good all-rounder that also sees pictures, in very many languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At home in eleven languages, from French to Japanese; it sees pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong at hard questions, code and pictures, and in Chinese; thinks before it answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large, yet quick: good at reasoning and code; how long it thinks is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knows much, sees pictures, and is quick for its size, if there is the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under a minute to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min to fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roughly {pace}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a word a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} words a second</source>
        <translation>
            <numerusform>{count} word a second</numerusform>
            <numerusform>{count} words a second</numerusform>
        </translation>
    </message>
    <message>
        <source>no pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} languages</source>
        <translation>
            <numerusform>{count} language</numerusform>
            <numerusform>{count} languages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{languages} and {count} more</source>
        <translation>
            <numerusform>{languages} and {count} more</numerusform>
            <numerusform>{languages} and {count} more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer has {total} of memory, {free} of it free, {threads} processor threads</source>
        <translation>
            <numerusform>This computer has {total} of memory, {free} of it free, {threads} processor thread</numerusform>
            <numerusform>This computer has {total} of memory, {free} of it free, {threads} processor threads</numerusform>
        </translation>
    </message>
    <message>
        <source>{computer}, and no graphics card that helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{computer}, and the graphics card {card} with {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{computer}, and the graphics of {card}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatController</name>
    <message>
        <source>The message was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the Hub for its files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repo} is not on the Hub any more. {heir} is called the same, and fetched the most; it is somebody else&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch that one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Which model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking what this computer can run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What counts more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It shall see pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that would do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the Hub…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that answers this fits into the memory that is free. Ask for less, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll code sideways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Not sent: something could not be attached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send after this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send after this answer (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First end the dictation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First see to what is attached here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: see what is said about the attachment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent once it is ready. Esc keeps it here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComposerEdit</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask anything, or type / for presets…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>{percent} % of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{used} of {size} tokens of the context are used</source>
        <translation>
            <numerusform>{used} of {size} token of the context is used</numerusform>
            <numerusform>{used} of {size} tokens of the context are used</numerusform>
        </translation>
    </message>
    <message>
        <source>{pending} of them by what is attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the context is used; its size is known with the model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationController</name>
    <message numerus="yes">
        <source>{count} conversations were deleted.</source>
        <translation>
            <numerusform>The conversation was deleted.</numerusform>
            <numerusform>{count} conversations were deleted.</numerusform>
        </translation>
    </message>
    <message>
        <source>The temporary conversation has ended, and nothing of it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationListMenu</name>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the pin off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder {name}, folded, conversations: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder {name}, unfolded, conversations: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, an answer is being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, in the folder {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationMenu</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions for this conversation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New temporary conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe a sound file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Parley</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationRows</name>
    <message>
        <source>Title of the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataDesk</name>
    <message>
        <source>What you ticked is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was here before the restore is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is restored. What was here before is set aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations are backed up as {name} ({size}).</source>
        <translation>
            <numerusform>One conversation is backed up as {name} ({size}).</numerusform>
            <numerusform>{count} conversations are backed up as {name} ({size}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups ({ends})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Restore {name}, with {count} conversations, of {day}?</source>
        <translation>
            <numerusform>Restore {name}, with one conversation, of {day}?</numerusform>
            <numerusform>Restore {name}, with {count} conversations, of {day}?</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes the place of all conversations, pictures, settings and presets. What is here now is set aside, and can be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back what was here before the restore?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is here now is set aside in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete what was here before the restore for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>Your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations, {size}</source>
        <translation>
            <numerusform>{count} conversation, {size}</numerusform>
            <numerusform>{count} conversations, {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversations and drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Deleted conversations, for {days} days</source>
        <translation>
            <numerusform>Deleted conversations, for {days} day</numerusform>
            <numerusform>Deleted conversations, for {days} days</numerusform>
        </translation>
    </message>
    <message>
        <source>Pictures and attached files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings and presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache and the index of the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside when a backup was restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it is on this computer, in these folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the trash…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file with all conversations and their branches, pictures, settings and presets. Models and the token for the Hub are not in it. Whoever has the file can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataRow</name>
    <message>
        <source>Open the folder: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceField</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} · {free} of {total} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until it is there again, another device is used.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a bug report. No folder, no name of yours and nothing that you wrote is in it; the name of the model&apos;s file is. Nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part that runs the model is being asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be saved as {name}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DictationBar</name>
    <message>
        <source>Opening the microphone… Esc cancels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording: Enter ends it, Esc cancels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing down what you said… Esc cancels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} of {longest}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DictationController</name>
    <message>
        <source>Cancelled: nothing was inserted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone was not open yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest recording was reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speech heard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>pages {first} to {last} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page {first} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the beginning of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{pages} pages</source>
        <translation>
            <numerusform>{pages} page</numerusform>
            <numerusform>{pages} pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentBlock</name>
    <message>
        <source>Open the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>page {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentDialog</name>
    <message>
        <source>What the model is shown of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;beginning, up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>About {tokens} tokens.</source>
        <translation>
            <numerusform>About {tokens} token.</numerusform>
            <numerusform>About {tokens} tokens.</numerusform>
        </translation>
    </message>
    <message>
        <source>With what else is attached {percent} % of the {size} at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is {percent} % of the {size} that the model sees at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is more than the model can read: it will most likely refuse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it anyway</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentViewer</name>
    <message>
        <source>Text of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a part…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window shows the beginning; the model is shown more of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadBadge</name>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} models</source>
        <translation>
            <numerusform>{count} model</numerusform>
            <numerusform>{count} models</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadWatch</name>
    <message>
        <source>{title} is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be used now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Paused at {come}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tries again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stalled, trying again ({tries})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits: Parley is set to stay offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that you fetch are listed here until they have arrived. What is broken off goes on where it was, also after a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is not fetched any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} free on the disk with the folder for models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Drop to show it to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to have it written down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to import the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to use this model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Talk with a language model that runs on this computer alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain something plainly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain in plain words why the sky is blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a text into fewer words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum up the following text in three sentences:

</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a first draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a short, friendly e-mail that asks to move a meeting to Thursday.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help with a bit of code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a Python function that merges two sorted lists, and explain it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EquationBlock</name>
    <message>
        <source>Formula: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll formula sideways</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is ticked is deleted for good:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone. Type “{word}” to go on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations, drafts, pictures, dictations, the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings, presets, notes on models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models, also those for voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stays: backups and exported files, and a token for the Hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models in {folder} stay as well, where other programs may use them; they are deleted in the window of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExchangeDesk</name>
    <message>
        <source>Conversations ({ends})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting… {share} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were exported as {name}.</source>
        <translation>
            <numerusform>The conversation was exported as {name}.</numerusform>
            <numerusform>{count} conversations were exported as {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {name}… {share} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no message in {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were imported.</source>
        <translation>
            <numerusform>One conversation was imported.</numerusform>
            <numerusform>{count} conversations were imported.</numerusform>
        </translation>
    </message>
    <message>
        <source>All conversations of it were here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations imported: {count}, here already: {here}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExitCause</name>
    <message>
        <source>segmentation fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it aborted itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its file changed or was cut while in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended by the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its time limit was reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>access violation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stack overflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a library is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended too early</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With what the model thought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch that is shown, as text. Pictures are named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch that is shown, with its pictures, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch that is shown, with its pictures, on pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All branches and pictures. Parley can import it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailureCard</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FetchRow</name>
    <message>
        <source>How much of {model} is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmBlock</name>
    <message>
        <source>Film</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show all {count} pictures</source>
        <translation>
            <numerusform>Show the picture</numerusform>
            <numerusform>Show all {count} pictures</numerusform>
        </translation>
    </message>
    <message>
        <source>The model no longer sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start}–{end} of {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{length} · {count} pictures</source>
        <translation>
            <numerusform>{length} · {count} picture</numerusform>
            <numerusform>{length} · {count} pictures</numerusform>
        </translation>
    </message>
    <message>
        <source>What is said in the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the film</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmCost</name>
    <message>
        <source>Tokens that the film takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} cannot see: it is given only what is said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot see: it is given only what is said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be heard in this film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Pictures: {tokens} tokens.</source>
        <translation>
            <numerusform>Pictures: {tokens} token.</numerusform>
            <numerusform>Pictures: {tokens} tokens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pictures: about {tokens} tokens, estimated until the model has seen one.</source>
        <translation>
            <numerusform>Pictures: about {tokens} token, estimated until the model has seen one.</numerusform>
            <numerusform>Pictures: about {tokens} tokens, estimated until the model has seen one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Words: about {tokens} tokens if somebody speaks all the time.</source>
        <translation>
            <numerusform>Words: about {tokens} token if somebody speaks all the time.</numerusform>
            <numerusform>Words: about {tokens} tokens if somebody speaks all the time.</numerusform>
        </translation>
    </message>
    <message>
        <source>Together {percent} % of the {size} that the model sees at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That leaves too little room for a question and its answer: take fewer pictures or a shorter part.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Show the model {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking at the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With &amp;what is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With what is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only write down what is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmMaker</name>
    <message>
        <source>loading the voice model, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking at the film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits while you dictate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing down what is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the sound</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmRange</name>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first picture of the part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last picture of the part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>The film at a glance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Search the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, &quot;a phrase&quot;, before:2025-03, after:2025, model:name, has:picture (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstPresetRow</name>
    <message>
        <source>New conversations begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another preset, or none, can be chosen in each of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to no preset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fits</name>
    <message>
        <source>Fits on the graphics card with 8k context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it fits on the graphics card, with 8k tokens of context: it will be quick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits with 8k tokens of context, a part of it on the graphics card and the rest in main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits in main memory, with 8k tokens of context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits, but with a short context, or with hardly any memory left for other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not fit into the memory that is free at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>should fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderController</name>
    <message numerus="yes">
        <source>{count} conversations were pinned.</source>
        <translation>
            <numerusform>The conversation was pinned.</numerusform>
            <numerusform>{count} conversations were pinned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pins of {count} conversations were taken off.</source>
        <translation>
            <numerusform>The pin of the conversation was taken off.</numerusform>
            <numerusform>The pins of {count} conversations were taken off.</numerusform>
        </translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {name} was deleted; its conversations stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were moved to {name}.</source>
        <translation>
            <numerusform>The conversation was moved to {name}.</numerusform>
            <numerusform>{count} conversations were moved to {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were taken out of their folders.</source>
        <translation>
            <numerusform>The conversation was taken out of its folder.</numerusform>
            <numerusform>{count} conversations were taken out of their folders.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room in the folder for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} of {total} are free there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was fetched to {folder} stays there, and is listed as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley may not write to this folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderMenu</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Parley&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models are not looked for there any more; they stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Graphics</name>
    <message>
        <source>{maker} graphics card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>reading {done} of {total} tokens</source>
        <translation>
            <numerusform>reading {done} of {total} token</numerusform>
            <numerusform>reading {done} of {total} tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>looking at the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking at picture {number} of {total}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing, {rate} tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wakes as soon as you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory of the model is given back to the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped unexpectedly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starts again with your next message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions for this conversation: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions for this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HubAccount</name>
    <message>
        <source>Some makers hand out their models only to those who have agreed to a licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in to the Hub…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HubFields</name>
    <message>
        <source>As the system has it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstructionDialog</name>
    <message>
        <source>Instructions for this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is told this before the first message, from its next reply on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer in one sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep for all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every conversation that has nothing of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptDictations</name>
    <message>
        <source>The recording was thrown away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}: press the new key, Escape to keep the old one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}: {key}. Press to change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageField</name>
    <message>
        <source>System language ({language})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detect by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model “{model}” understands English only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LatestButton</name>
    <message>
        <source>↓ latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the latest message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Loudness of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Look for models again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Open link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this address in your browser?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley does not open addresses of this kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocalChoice</name>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoginDialog</name>
    <message>
        <source>Log in to the Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a token Parley may fetch models whose licence you have agreed to on the Hub. One that may only read is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a token on the Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept in the keyring of this system, and in no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the Hub…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is logged in is not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are logged in as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is kept in the keyring of this system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is the one in HF_TOKEN. Parley does not change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is the one of the program hf. Log out there to forget it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Send the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste text, a picture or copied files into the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the attachment that has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the picture that has the focus large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back the last message (in an empty composer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a preset (in an empty composer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the preset off (in an empty composer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the answer, the loading or the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the conversation or the folder (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete what is selected (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select several conversations (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold the folder (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold the folder (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the folder up (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the folder down (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryRow</name>
    <message>
        <source>Stays free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} of {free} free now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} altogether</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message>
        <source>What the model takes of the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is at work. What it takes is shown when it has finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what fits into the memory…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Previous version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write another reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit your message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fork</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from here in a new conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what the reply took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {position} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open, save, copy, or hide from the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {message} aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{tokens} tokens · {rate}/s · first in {seconds} s</source>
        <translation>
            <numerusform>{tokens} token · {rate}/s · first in {seconds} s</numerusform>
            <numerusform>{tokens} tokens · {rate}/s · first in {seconds} s</numerusform>
        </translation>
    </message>
    <message>
        <source>{tokens} for pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Prompt: {tokens} tokens, {reused} of them known from before</source>
        <translation>
            <numerusform>Prompt: {tokens} token, {reused} known from before</numerusform>
            <numerusform>Prompt: {tokens} tokens, {reused} of them known from before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pictures: {tokens} tokens, {reused} of them known from before</source>
        <translation>
            <numerusform>Pictures: {tokens} token, {reused} known from before</numerusform>
            <numerusform>Pictures: {tokens} tokens, {reused} of them known from before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} pictures were looked at anew</source>
        <translation>
            <numerusform>{count} picture was looked at anew</numerusform>
            <numerusform>{count} pictures were looked at anew</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageColumn</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageEditor</name>
    <message>
        <source>Edit your message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the edited message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the edited reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the reply above is written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>The model no longer sees the messages above this line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MicrophoneField</name>
    <message>
        <source>Test the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until it is connected, the system&apos;s default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MicrophoneLibrary</name>
    <message>
        <source>Run: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the set-up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the PortAudio library.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingNote</name>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is not there: if it is on another drive, connect it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} are not there: if they are on another drive, connect it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelActs</name>
    <message>
        <source>{name} was deleted: {size} are free soon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} was taken out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelDetail</name>
    <message>
        <source>The marked model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete it ({size} free again)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fits}: it takes {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes on this model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelDrop</name>
    <message>
        <source>Drop to add it to the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to look for models in this folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model files (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projectors (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the part of the model that sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find more models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of this model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the part that sees…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The projector (mmproj) that came with the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it sleep now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its memory back; it wakes as soon as you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starter model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPresenter</name>
    <message>
        <source>A very small model to begin with: quick, and often wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers on this computer alone; nothing that you write leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It sees up to {size} tokens at once.</source>
        <translation>
            <numerusform>It sees up to {size} token at once.</numerusform>
            <numerusform>It sees up to {size} tokens at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelSettingsDialog</name>
    <message>
        <source>Settings of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is changed here counts for this model alone, and before the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Came with Parley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LM Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPT4All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked: every byte is as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: some of its bytes are not as they should be. Fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was read whole without an error. No checksum of it is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hears sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{size} in {count} files</source>
        <translation>
            <numerusform>{size} in {count} file</numerusform>
            <numerusform>{size} in {count} files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tokens</source>
        <translation>
            <numerusform>{count} token</numerusform>
            <numerusform>{count} tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part that sees</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message>
        <source>Models — Parley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for models on this computer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the model (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the model (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the model (in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, as no model: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MovableList</name>
    <message numerus="yes">
        <source>{count} conversations</source>
        <translation>
            <numerusform>{count} conversation</numerusform>
            <numerusform>{count} conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsLine</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>The folder could not be opened: no file manager answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No browser could be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnRow</name>
    <message>
        <source>As in the settings again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureDesk</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureTile</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Picture, {width} × {height} pixels</source>
        <translation>
            <numerusform>Picture, {width} × {height} pixel</numerusform>
            <numerusform>Picture, {width} × {height} pixels</numerusform>
        </translation>
    </message>
    <message>
        <source>The model no longer sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide from the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show to the model again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture&apos;s file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of the picture (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each pixel as large as it is (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the picture (in the large view)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Show the folder: {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message numerus="yes">
        <source>{layers} of {all_layers} layers</source>
        <translation>
            <numerusform>{layers} of {all_layers} layer</numerusform>
            <numerusform>{layers} of {all_layers} layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{threads} threads</source>
        <translation>
            <numerusform>{threads} thread</numerusform>
            <numerusform>{threads} threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model sees up to {size} tokens</source>
        <translation>
            <numerusform>The model sees up to {size} token</numerusform>
            <numerusform>The model sees up to {size} tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Context {size} tokens</source>
        <translation>
            <numerusform>Context {size} token</numerusform>
            <numerusform>Context {size} tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>The shortest context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A longer context does not fit into the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is made for no longer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A context of {wanted} tokens does not fit into the memory: it will be {size}.</source>
        <translation>
            <numerusform>A context of {wanted} token does not fit into the memory: it will be {size}.</numerusform>
            <numerusform>A context of {wanted} tokens does not fit into the memory: it will be {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} too much: with a context of {tokens} tokens it would fit.</source>
        <translation>
            <numerusform>{size} too much: with a context of {tokens} token it would fit.</numerusform>
            <numerusform>{size} too much: with a context of {tokens} tokens it would fit.</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} too much: close other programs, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context (KV cache)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the graphics cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>all {all_layers} layers on the processor</source>
        <translation>
            <numerusform>the one layer on the processor</numerusform>
            <numerusform>all {all_layers} layers on the processor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all {all_layers} layers on {card}</source>
        <translation>
            <numerusform>the one layer on {card}</numerusform>
            <numerusform>all {all_layers} layers on {card}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{layers} of {all_layers} layers on {card}, the others on the processor</source>
        <translation>
            <numerusform>{layers} of {all_layers} layer on {card}, the others on the processor</numerusform>
            <numerusform>{layers} of {all_layers} layers on {card}, the others on the processor</numerusform>
        </translation>
    </message>
    <message>
        <source>KV cache of type {type}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bits}-bit KV cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Translate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into English, and from English into the language you name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a long text says, in a few lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a piece of code does, step by step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code that does what you describe, with few words around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrects mistakes and changes nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simpler words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same text, easier to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a few notes, ready to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tutor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helps you to find the answer yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brainstorm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten ideas, some of them unusual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A friendly conversation in short answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extract to JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People, places, dates and amounts of a text, as data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mood, topic and urgency of a text, as data.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetChip</name>
    <message>
        <source>Take the preset off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {name} off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetDialog</name>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of them are here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets (*.toml *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this preset in the conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetEditor</name>
    <message>
        <source>It came with Parley. Duplicate it to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model is told, in place of the system prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are JSON that keeps to it, and nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetPopup</name>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All presets…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>No model is chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model file (.gguf) on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file, or bring back its folder or drive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley may not read the file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it and attach the files that matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no text that Parley can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PDF, as Word (.docx) or as plain text with the program that made it, and attach that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text in {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether it is the right file: there is nothing in it to show the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {name} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again; the details say what is wrong with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is locked with a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with another program, save it there without the password, and attach that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds only pictures of text, and no text itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a screenshot of the page that matters, for a model that can see, or have the text recognised by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {name} is too large to be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a part of it: files up to 100 MB, with 10 MB of text and 10,000 pages, can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text of {name} could not be read in three minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the pages that matter as a file of their own with another program, and attach that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the text of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text of {name} could not be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text of {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you have the file elsewhere, attach it again in a new message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Parley that reads files broke off over {name}, twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley may not read the model file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow your user to read the file, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf; perhaps a web page was saved in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {name} is incomplete: a part of it is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the file again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {name} is damaged and cannot be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is written in a version of GGUF that this Parley does not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a newer copy of the model, or install a newer Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no model, but something that belongs to one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model file itself; this one may be an adapter (LoRA), statistics or a vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {name} did not come to an end last time, so it is not loaded by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, use the processor alone, a smaller context or another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is the picture part (projector) of a model, not a model to talk with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model file that it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot answer: models of the kind “{architecture}” are made for something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model made for chatting (“instruct” or “chat”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Parley does not know models of the kind “{architecture}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model, or install a newer Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs about {needed} of memory, and {available} is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model; loaded anyway, it may slow the computer down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system gave {name} less memory than it said was free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There is not enough memory for a context of {context_size} tokens; {fitting} would fit.</source>
        <translation>
            <numerusform>There is not enough memory for a context of {context_size} token; {fitting} would fit.</numerusform>
            <numerusform>There is not enough memory for a context of {context_size} tokens; {fitting} would fit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Use a smaller context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{device} could not hold what was planned: {layers} of {all_layers} layers are on it, with a context of {context_size} tokens.</source>
        <translation>
            <numerusform>{device} could not hold what was planned: {layers} of {all_layers} layer is on it, with a context of {context_size} tokens.</numerusform>
            <numerusform>{device} could not hold what was planned: {layers} of {all_layers} layers are on it, with a context of {context_size} tokens.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; other programs that use the graphics card leave less room on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} could not be used, so the model runs on the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs to be done; the details say what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device {device} that was chosen is not there, so another one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the settings, or bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{card} is not used: this build of Parley computes on the processor alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build Parley with {flag} on this computer, as the guide says, and it will be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{card} is not used: its driver does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install or update the driver of the graphics card, then start Parley again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template inside {name} cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model file; the details say what is wrong with this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} brings no chat template, so a common one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the answers look odd, choose a model made for chatting (“instruct” or “chat”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The context was reduced to {context_size} tokens, because more does not fit into memory.</source>
        <translation>
            <numerusform>The context was reduced to {context_size} token, because more does not fit into memory.</numerusform>
            <numerusform>The context was reduced to {context_size} tokens, because more does not fit into memory.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; a smaller model leaves room for a longer context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} is made for a context of {context_size} tokens, so it gets no longer one.</source>
        <translation>
            <numerusform>{name} is made for a context of {context_size} token, so it gets no longer one.</numerusform>
            <numerusform>{name} is made for a context of {context_size} tokens, so it gets no longer one.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; other models are made for a longer context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see: it reads words alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that can see, or take the picture out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of {name} that sees (its projector) is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its file, or put it beside the model; its name mostly begins with “mmproj”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The projector {name} belongs to another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the one that came with this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a projector: there is no part in it that sees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file that came with the model; its name mostly begins with “mmproj”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The projector {name} cannot be read: it is incomplete, damaged, or another user&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again, or choose another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for the part of the model that sees, {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a model to talk with, but the part of {model} that sees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it, and {model} can be shown pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply has only thoughts so far, and this model cannot go on with thoughts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model that began it, or have another reply written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply cannot go on: with its question it fills all that the model can read at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the context size, or ask for the rest in a new message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This message has {tokens} tokens, and the model can read at most {limit} at once.</source>
        <translation>
            <numerusform>This message has {tokens} token, and the model can read at most {limit} at once.</numerusform>
            <numerusform>This message has {tokens} tokens, and the model can read at most {limit} at once.</numerusform>
        </translation>
    </message>
    <message>
        <source>Shorten it, or raise the context size; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model stopped unexpectedly ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it wrote is kept, and it starts again with your next message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be loaded: the engine stopped over it ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is probably damaged: fetch it again, or choose another one. If it is sound, use the processor alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} stopped unexpectedly twice in a row ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a smaller context, or choose another model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the model, most likely because memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, use a smaller context, or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{device} stopped answering, and the model with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it wrote is kept; try again, or use the processor alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s processor lacks instructions that this build of Parley needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where Parley runs from its sources, run the set-up on this computer; else please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model did not answer a Stop and was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Parley that runs the model could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the set-up again; the details say what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not go on with this reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Parley stopped unexpectedly ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again: it starts anew, and nothing that you said or wrote is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Parley stopped unexpectedly twice in a row ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another voice model or microphone in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended a part of Parley, most likely because memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller voice model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Parley did not answer a Stop and was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Parley could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no voice model yet, so Parley cannot write down what you say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again in the settings, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model {name} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model {name} needs about {needed} of memory, and {available} is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model {name} understands English only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch one for many languages in the settings, or speak English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The voice model {name} cannot translate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch one that can in the settings, or turn the translation off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not work on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the set-up again, or choose the other voice engine in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs a newer processor: this computer&apos;s lacks {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the other voice engine in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dictation needs a newer processor: this computer&apos;s lacks {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else works. The full edition of Parley can write down speech here as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you said could not be written down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is kept: try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recording of {seconds} s was not written down when Parley ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept, and can still be written down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PortAudio library is missing, so the microphone cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fix}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect one, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone {name} cannot be opened: perhaps another program uses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program, or choose another microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone {name} cannot be used: it offers no form of sound that Parley knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another microphone; the details say what was tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer was too busy to hear everything: a moment of the recording is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what was written with care, and close programs that need much of the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone {name} gives no sound at all: the system blocks it, or it is switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Parley to use the microphone in the privacy settings of your system, or turn it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone {name} went away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it heard until then is kept; connect it again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone {name} is not there, so {other} is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect it again, or choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound could be read from {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a WAV, MP3, FLAC, M4A or OGG file; the details say what is wrong with this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete: it can be read up to {time} and no further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written down ends there; a whole copy of the file helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript could not be saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see pictures: it is shown the words alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that can see to ask about the pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture of this conversation cannot be read any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach it again, or remove it from the context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not take in a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, remove the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley may not read the picture {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a picture that Parley can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; the details say what this one is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {name} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {name} has too many pixels to be opened here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller with another program, or cut out the part that matters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a {kind} picture, and the part of Parley that reads these is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the set-up again, or save it as JPEG or PNG with another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the picture {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {name} could not be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film {name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures could be read from {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play it in another program: if that shows it, save it there as MP4 (H.264).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only some of the pictures of {name} could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play it in another program: if that shows all of it, save it there as MP4 (H.264).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot see: it is given only what is said in {film}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that can see, with its projector, to show it the pictures as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The film {name} is over at {time} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a part that begins before that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is said in this part of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another part of it, or show its pictures to a model that can see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures of {name} could not be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that there is space and that the data folder may be written to, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of this picture is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you have the picture elsewhere, show it again in a new message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that there is space and that the folder may be written to, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is on the network, and Parley does not go there for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it first, or copy the picture itself, and bring that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be taken over from the other program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as a file there, then drop the file; the details say what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Parley that reads pictures broke off over {name}, twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it anew with another program, and attach that; the details say what happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop lets no program ask for a screenshot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take one with the system&apos;s own key, often Print, and paste it with Ctrl+V.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system took no screenshot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no voice to read aloud with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text could not be read aloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another voice in the settings; the details say what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley is set to stay offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models on this computer work as ever; allow it in the settings to find others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that this computer is online, and whether the settings name the right proxy, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has too much to do at the moment ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {host} answers is not what the Hub would say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} is no address that can be asked safely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take one that begins with https://, or none for the Hub itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} is no address of a proxy that Parley can go through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as in http://proxy:8080, or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {repo} on the Hub, or you are not allowed to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for it; if it is a private one, log in first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repo} has no GGUF file: it is not made for llama.cpp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for its name with GGUF: somebody may have converted it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repo} has no {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {there}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} names no checksum of {name}, so nobody could tell whether it arrived whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it from the Hub itself instead of a mirror.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repo} has a file whose name could not be kept safely: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the same model in another repository.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repo} is handed out only to those who have agreed to its licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree on its page on the Hub, then log in here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not accept this token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it once more from your settings on the Hub; it begins with hf_.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no keyring in which a token could be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Parley with the token in HF_TOKEN, or log in once with the program hf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {host} answers says nothing of a newer Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the page where Parley is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part of Parley that asks the Hub stopped unexpectedly twice ({cause}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stops once more, the log says what it was doing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the part of Parley that asks the Hub, most likely because memory ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} is not there at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is on another drive, connect it; its models are listed again then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or delete it in its folder yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} belongs to another program, and Parley leaves it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in the folder for models already, as {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that you chose was left where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be brought into the folder for models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that there is room in it and that it may be written to, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be linked from the folder for models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or move it instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model {name} on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`parley models list` shows those that there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several models are called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the file with its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with the names and settings of your models was damaged. It was set aside as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models themselves are unharmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names and settings of your models could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the data folder has room and may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with your presets was damaged. It was set aside as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those that came with Parley are still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your presets could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no presets that Parley can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file that was exported by Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {preset} cannot be used as {name} has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it there; the other presets are unharmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} says things of presets that this Parley does not know: {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The presets work without; look for slips of the pen in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no preset {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {preset} of this conversation is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation goes on without; type / to choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema of this preset cannot be kept to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it in the preset, or leave it empty for free text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of what is being fetched was damaged. It was set aside as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model again: what has come of it is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of what is being fetched could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching goes on, but will not be taken up again by itself after a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that this computer is online, then go on: what has come stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not hand out {name} ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later, or fetch another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {host} hands out is not {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this network wants you to log in, do that in a browser, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} arrived damaged and was thrown away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk for {name}: {needed} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then go on: what has come stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with your conversations was damaged. It was set aside as {name}, and a new one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old file is kept unchanged beside the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversations were written by a newer Parley and are left untouched as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Parley to see them; meanwhile a new file is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full, so your last words could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again; everything older is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversations could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the data folder exists and may be written to, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching {name} stopped unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than any file may be on the drive of the folder for models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder on another drive; one formatted as FAT32 takes at most 4 GB a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on: what has come stays. The details say what happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the folder for models exists and may be written to, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, or delete it in the folder for models yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the temporary conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then keep it again. Nothing of it is lost as long as it is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The temporary conversation could not be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the data folder exists and may be written to, then keep it again. Nothing of it is lost as long as it is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with your conversations, {name}, could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Parley again: it sets a damaged file aside and begins a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file could not be read. It was set aside as {name}, and the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old file is kept beside the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting {key} has a value that Parley cannot use, so its default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose it again in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your settings could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that there is space and that the folder may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversation is safe; the details help those who mend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no conversation to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one that is not deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the folder exists and may be written to, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and texts whose files are gone were left out of {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The messages are all there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the file is there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no conversations in {name} that Parley knows how to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parley reads its own JSON and the exports of ChatGPT, Claude and Open WebUI, as .json or .zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was written by a newer Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported. Install the newer Parley to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged: {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported. Download or export the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than any file with conversations: {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported. Unpack it with another program to see what is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversations of {name} could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported. See that there is space on the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all pictures and files of {name} could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The messages are all there. What an export leaves out cannot come with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is shown as it was written, and can be copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This formula uses {name}, which Parley cannot draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This formula is not written as LaTeX asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The font for formulas has no {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This formula is too large to be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing this formula takes too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What draws formulas does not work at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversations could not be searched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the disk is not full, then try again. Nothing of your conversations is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your conversations are in the form of another version of Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the window once, then search again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup {name} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk for the backup {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a backup of Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Conversations of other programs come in by Import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup {name} is not whole: its end is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the file again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup {name} is damaged at {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the file again from where it came, or take another backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup {name} was written by a newer Parley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Install the newer Parley to restore it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough room on the disk to restore {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Free some space, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup could not be put in place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is as it was. See that the data folder may be written to, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything could be deleted: {name} is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs that use it, then delete it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProseBlock</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionJump</name>
    <message>
        <source>Previous question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(without words)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingController</name>
    <message>
        <source>Transcribe sound files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and films ({endings});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript of {name} was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript of {name} goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript of {name} is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingDialog</name>
    <message>
        <source>Transcript of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written down so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for the other file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading the voice model, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing down, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits while you dictate, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped at {done}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of it could be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speech was heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SubRip subtitles (*.srt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebVTT subtitles (*.vtt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON with all times (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript of {name}:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingText</name>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reply</name>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reached the longest reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The context is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReplyAnnouncer</name>
    <message>
        <source>End of the reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply reached its longest length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The context is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply was interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepositoryPane</name>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of the list to see its sizes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepositoryView</name>
    <message>
        <source>The model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its page on the Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the part that sees pictures ({size} more)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {maker}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>up to {count} tokens of context</source>
        <translation>
            <numerusform>up to {count} token of context</numerusform>
            <numerusform>up to {count} tokens of context</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} downloads</source>
        <translation>
            <numerusform>{count} download</numerusform>
            <numerusform>{count} downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} likes</source>
        <translation>
            <numerusform>{count} like</numerusform>
            <numerusform>{count} likes</numerusform>
        </translation>
    </message>
    <message>
        <source>changed {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Models found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message>
        <source>Show more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching for more…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The first {count} models</source>
        <translation>
            <numerusform>The first model</numerusform>
            <numerusform>The first {count} models</numerusform>
        </translation>
    </message>
    <message>
        <source>The first {count}: more words find what stands behind them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} models</source>
        <translation>
            <numerusform>{count} model</numerusform>
            <numerusform>{count} models</numerusform>
        </translation>
    </message>
    <message>
        <source>Here you find models that run on your own computer. Search by a name, or paste the address of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is trending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search without the filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>by {maker}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about: {fits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its licence must be agreed to</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} downloads</source>
        <translation>
            <numerusform>{count} download</numerusform>
            <numerusform>{count} downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} likes</source>
        <translation>
            <numerusform>{count} like</numerusform>
            <numerusform>{count} likes</numerusform>
        </translation>
    </message>
    <message>
        <source>changed {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About: {fits}, as far as the number of its weights tells, in the usual quantization (Q4_K_M). Its page says it of each file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, an address of the Hub, or maker/name:Q4_K_M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it can do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under {count}B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>When it was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which model answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only messages with pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Still indexing: {done} of {total} conversations have been searched.</source>
        <translation>
            <numerusform>Still indexing: {done} of {total} conversation has been searched.</numerusform>
            <numerusform>Still indexing: {done} of {total} conversations have been searched.</numerusform>
        </translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past year</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please give a number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model is told before each conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends and Shift+Enter begins a new line; off: Ctrl+Enter sends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens, speed and time to the first token under a reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens the model can see at once; 0 chooses by the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the conversation is written down for the model (Jinja).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many idle minutes the model&apos;s memory is given back; 0 never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model computes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest automatic context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An automatic context is never longer, however much memory is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How exactly the context is kept; 8 bits take half the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads for the model; 0 chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of the model on the graphics card; -1 all that fit, 0 none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher values are more surprising.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In tokens; 0 lets the model end its reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model answers in the language in which you ask. A reply that is being written ends first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announce sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen reader says each sentence of a reply once it is written; off: only its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a model that can think first does so; automatic is as it does by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest thoughts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many tokens the thoughts end and the answer begins; 0 never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send thoughts back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model sees its earlier thoughts again; they take room in the context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the k likeliest tokens are drawn from; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the likeliest tokens that make up this share are drawn; 1 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens less likely than this share of the likeliest are left out; 0 is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 1, words that were just used get less likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same reply to the same question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What hears you. Larger ones make fewer mistakes and take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default follows what your system uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language that you speak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What writes down what you say; whisper.cpp is the lighter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whisper.cpp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Translate into English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write in English, whatever language you speak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and terms that you use, so that they are spelled right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recording ends by itself when nobody has spoken for so long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recording ends by itself after so many minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the microphone open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For so long after a recording, so that the next one has its first half second too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the voice model sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many idle minutes its memory is given back; 0 never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read every answer aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each answer is spoken as soon as it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaking voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who reads aloud; the voices are those of your system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is the voice&apos;s own speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where fetched models are kept; other programs find them in the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is searched for and nothing is fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the Hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mirror of huggingface.co to ask in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way to the Hub, as in http://proxy:8080; empty is the system&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a newer Parley once a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks where it is published, and says nothing about you. Fetches nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the words of a conversation; Ctrl+Plus and Ctrl+Minus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the lines of a conversation may become.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics for a bug report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfBar</name>
    <message>
        <source>Search these models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that see pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that think first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only models that fit into the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By speed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfBlank</name>
    <message>
        <source>Find models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model here is like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for models on this computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfFoot</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders with models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{number} models</source>
        <translation>
            <numerusform>{number} model</numerusform>
            <numerusform>{number} models</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} free on this disk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfModel</name>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>Models on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it here instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first key of: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New temporary conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach a screenshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model think first, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe a sound file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place that was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous place that was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin the conversation, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the conversation to a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text in its usual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dictate: hold to talk, or tap to begin and to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the last answer aloud, or stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is taken by “{words}”. Choose another key, or use it here instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} has its meaning in every program. Choose another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} alone is needed for writing. Choose one with Ctrl or Alt, or F3 to F12.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new conversation (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Reading aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed: {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of the voice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message numerus="yes">
        <source>Code, {lines} lines.</source>
        <translation>
            <numerusform>Code, one line.</numerusform>
            <numerusform>Code, {lines} lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Code, {lines} lines of {language}.</source>
        <translation>
            <numerusform>Code, one line of {language}.</numerusform>
            <numerusform>Code, {lines} lines of {language}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Table with {columns} and {rows}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{columns} columns</source>
        <translation>
            <numerusform>one column</numerusform>
            <numerusform>{columns} columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{rows} rows</source>
        <translation>
            <numerusform>one row</numerusform>
            <numerusform>{rows} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemSpeaker</name>
    <message>
        <source>Add a voice in the system&apos;s settings: Time &amp; language, Speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a voice in the System Settings: Accessibility, Spoken Content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program espeak-ng, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter {command} in a terminal, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableBlock</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll table sideways</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskStrip</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} more wait</source>
        <translation>
            <numerusform>{count} more waits</numerusform>
            <numerusform>{count} more wait</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linking {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateField</name>
    <message>
        <source>The model&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the model&apos;s own here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {fault}. It does not count before that is mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s file brings none.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemporaryBar</name>
    <message>
        <source>Temporary: nothing of this conversation is written to disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation is being kept…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemporaryController</name>
    <message>
        <source>The language changes when the temporary conversation has ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThinkButton</name>
    <message>
        <source>Think before answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Think longer before answering</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThoughtsBlock</name>
    <message>
        <source>Thinking… {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Thought for {seconds} s, {tokens} tokens</source>
        <translation>
            <numerusform>Thought for {seconds} s, {tokens} token</numerusform>
            <numerusform>Thought for {seconds} s, {tokens} tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>Thought for {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>Deleted conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Conversations stay here for {days} days. Then they are deleted for good, with the pictures that no other one shows.</source>
        <translation>
            <numerusform>Conversations stay here for {days} day. Then they are deleted for good, with the pictures that no other one shows.</numerusform>
            <numerusform>Conversations stay here for {days} days. Then they are deleted for good, with the pictures that no other one shows.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete these {count} conversations for good?</source>
        <translation>
            <numerusform>Delete this conversation for good?</numerusform>
            <numerusform>Delete these {count} conversations for good?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete everything that is listed here for good ({count})?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrashList</name>
    <message>
        <source>Deleted conversations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrashModel</name>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted {when}, goes for good soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Deleted {when}, {days} days left</source>
        <translation>
            <numerusform>Deleted {when}, {days} day left</numerusform>
            <numerusform>Deleted {when}, {days} days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>Parley {version} is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Open its page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UpdateRow</name>
    <message>
        <source>Look for a newer one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the newest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Variant</name>
    <message>
        <source>Very small, loses much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller and quicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger and more exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearly as exact as the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original in full</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VariantList</name>
    <message>
        <source>Its sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show {count} more sizes</source>
        <translation>
            <numerusform>Show {count} more size</numerusform>
            <numerusform>Show {count} more sizes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VariantRow</name>
    <message>
        <source>Recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{size} in {count} files</source>
        <translation>
            <numerusform>{size} in {count} file</numerusform>
            <numerusform>{size} in {count} files</numerusform>
        </translation>
    </message>
    <message>
        <source>about {speed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fits} (estimated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated by the size of its files alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of {model} is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer ({place})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at {come}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceButton</name>
    <message>
        <source>End the dictation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dictate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk, or tap to begin and to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceChoice</name>
    <message>
        <source>Hear the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceModel</name>
    <message>
        <source>Tiny, English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium, English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceModelField</name>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a voice model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice models (*.pt *.bin);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceModelRow</name>
    <message>
        <source>How much of {model} is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at {come}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is deleted when you close the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came with Parley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many languages, no translation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speed} times as fast as Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the most exact, and the slowest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message>
        <source>Messages that wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the messages that wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingChip</name>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} attachments</source>
        <translation>
            <numerusform>{count} attachment</numerusform>
            <numerusform>{count} attachments</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit what waits: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw what waits: {message}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingController</name>
    <message>
        <source>It is sent when this answer is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The waiting message was withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Which model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models for this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A better model for this computer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking what this computer can run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the models that Parley knows fits into the memory that is free. The model that came with it is what runs here; closing other programs may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This only just fits: close other programs, and expect mistakes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, which came with Parley, is very small: it answers at once, but knows little and is often wrong.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowController</name>
    <message>
        <source>{name} stays in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>From the next message on the model sees {size} tokens at once.</source>
        <translation>
            <numerusform>From the next message on the model sees {size} token at once.</numerusform>
            <numerusform>From the next message on the model sees {size} tokens at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>Cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ListField</name>
    <message>
        <source>One on each line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_NumberField</name>
    <message>
        <source>As the model wants it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Obstacle</name>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_TableView</name>
    <message>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
