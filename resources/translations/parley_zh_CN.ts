<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Run from its sources</source>
        <translation>从源代码运行</translation>
    </message>
    <message>
        <source>Slim edition</source>
        <translation>精简版</translation>
    </message>
    <message>
        <source>Full edition</source>
        <translation>完整版</translation>
    </message>
    <message>
        <source>{title} · {free} of {total} free</source>
        <translation>{title} · 可用 {free}，共 {total}</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Parley</source>
        <translation>关于 Parley</translation>
    </message>
    <message>
        <source>The part that runs the model is being asked…</source>
        <translation>正在询问运行模型的组件…</translation>
    </message>
    <message>
        <source>Home page</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Where your data lies</source>
        <translation>数据存放位置</translation>
    </message>
    <message>
        <source>Portable: all of it travels with the program.</source>
        <translation>便携：所有数据都随程序一起携带。</translation>
    </message>
    <message>
        <source>What it computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>What it is made of</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>A window in which you talk with a language model on your own computer.</source>
        <translation>在自己的电脑上与语言模型对话的窗口。</translation>
    </message>
    <message>
        <source>Apache licence 2.0. What you write stays on this computer.</source>
        <translation>Apache 许可证 2.0。你写的内容只留在这台电脑上。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all of it as text</source>
        <translation>将全部内容复制为文本</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>诊断信息…</translation>
    </message>
    <message>
        <source>Diagnostics for a bug report</source>
        <translation>用于错误报告的诊断信息</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Show the models</source>
        <translation>显示模型</translation>
    </message>
    <message>
        <source>Search the Hub</source>
        <translation>搜索 Hub</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>打开其页面</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Choose the part that sees…</source>
        <translation>选择视觉投影 (mmproj)…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use a smaller context</source>
        <translation>使用较小的上下文</translation>
    </message>
    <message>
        <source>Load it anyway</source>
        <translation>仍然加载</translation>
    </message>
    <message>
        <source>Use the processor alone</source>
        <translation>仅使用处理器</translation>
    </message>
    <message>
        <source>Edit the message</source>
        <translation>编辑消息</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Open the voice settings</source>
        <translation>打开语音设置</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>AttachButton</name>
    <message>
        <source>Attach</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Pictures, text, films, sound…</source>
        <translation>图片、文本、视频、音频…</translation>
    </message>
    <message>
        <source>Take a screenshot</source>
        <translation>截取屏幕</translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound ({key})</source>
        <translation>添加图片、文本、视频或音频（{key}）</translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound</source>
        <translation>添加图片、文本、视频或音频</translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>being prepared…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>{length} · pictures: {number}</source>
        <translation>{length} · 图片：{number}</translation>
    </message>
    <message>
        <source>{length} · words alone</source>
        <translation>{length} · 仅语音内容</translation>
    </message>
    <message numerus="yes">
        <source>{number} tokens</source>
        <translation>
            <numerusform>{number} 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter opens it, Delete removes it</source>
        <translation>Enter 打开，Delete 移除</translation>
    </message>
    <message>
        <source>Enter opens it</source>
        <translation>Enter 打开</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
</context>
<context>
    <name>AttachmentColumn</name>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Picture {number}</source>
        <translation>图片 {number}</translation>
    </message>
    <message>
        <source>The model no longer sees {hidden} of these {all}.</source>
        <translation>这 {all} 个附件中，有 {hidden} 个模型已看不到。</translation>
    </message>
    <message>
        <source>The model no longer sees these.</source>
        <translation>模型已看不到这些附件。</translation>
    </message>
    <message>
        <source>The model no longer sees this film.</source>
        <translation>模型已看不到这个视频。</translation>
    </message>
    <message>
        <source>The model no longer sees this file.</source>
        <translation>模型已看不到这个文件。</translation>
    </message>
    <message>
        <source>The model no longer sees this picture.</source>
        <translation>模型已看不到这张图片。</translation>
    </message>
</context>
<context>
    <name>AttachmentController</name>
    <message>
        <source>All that can be attached</source>
        <translation>所有可添加的文件</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text, PDF and Word</source>
        <translation>文本、PDF 和 Word</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{name} was removed from the message.</source>
        <translation>已从消息中移除 {name}。</translation>
    </message>
</context>
<context>
    <name>AttachmentObstacle</name>
    <message>
        <source>The part of this model that sees, its projector, is missing.</source>
        <translation>缺少此模型的视觉投影 (mmproj)，它无法看图片。</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>This model cannot see pictures. Choose one that can.</source>
        <translation>此模型看不了图片。请选择一个支持图片的模型。</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>This model cannot see: it is given what is said in the film.</source>
        <translation>此模型看不了画面：只会把视频中说的话提供给它。</translation>
    </message>
    <message>
        <source>That is more than the model can read: it will most likely refuse.</source>
        <translation>这超出了模型能读取的长度：它很可能会拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>Too long: {tokens} tokens, and the model reads {size} with question and answer.</source>
        <translation>
            <numerusform>太长：共 {tokens} 个词元，而模型连同问题和回复最多读取 {size} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a part…</source>
        <translation>选择一部分…</translation>
    </message>
    <message>
        <source>Choose the projector of this model</source>
        <translation>选择此模型的视觉投影</translation>
    </message>
    <message>
        <source>Projectors (*.gguf);;All files (*)</source>
        <translation>视觉投影 (*.gguf);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>诊断信息…</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>BringDialog</name>
    <message>
        <source>Add to the models</source>
        <translation>添加到模型库</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>The file stays where it is as well, and takes {size} once more.</source>
        <translation>文件仍保留在原处，另外再占用 {size}。</translation>
    </message>
    <message>
        <source>There is not enough room for a copy.</source>
        <translation>空间不足，无法复制。</translation>
    </message>
    <message>
        <source>The file is not in its old place any more.</source>
        <translation>文件已不在原来的位置。</translation>
    </message>
    <message>
        <source>There is not enough room on that disk.</source>
        <translation>该磁盘空间不足。</translation>
    </message>
    <message>
        <source>Nothing is copied; the model is gone when its file is deleted.</source>
        <translation>不会复制任何内容；删除原文件后，模型也就没有了。</translation>
    </message>
    <message>
        <source>{size}, into {folder}</source>
        <translation>{size}，存入 {folder}</translation>
    </message>
    <message>
        <source>{size}, into {folder}, where {free} are free</source>
        <translation>{size}，存入 {folder}，该处可用 {free}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Your message</source>
        <translation>你的消息</translation>
    </message>
    <message numerus="yes">
        <source>Show all {count} characters</source>
        <translation>
            <numerusform>显示全部 {count} 个字符</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>The card is longer: the rest stands on its page.</source>
        <translation>模型卡未完：其余内容见其页面。</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show the whole card</source>
        <translation>显示完整模型卡</translation>
    </message>
</context>
<context>
    <name>CatalogModel</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Writing and rewriting</source>
        <translation>写作与改写</translation>
    </message>
    <message>
        <source>Summing up texts</source>
        <translation>概括文本</translation>
    </message>
    <message>
        <source>Translating</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Programming</source>
        <translation>编程</translation>
    </message>
    <message>
        <source>Mathematics and hard questions</source>
        <translation>数学与难题</translation>
    </message>
    <message>
        <source>Taking data out of texts</source>
        <translation>从文本中提取数据</translation>
    </message>
    <message>
        <source>Understanding pictures</source>
        <translation>理解图片</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Best answers</source>
        <translation>最佳回复</translation>
    </message>
    <message>
        <source>fits whole on your graphics card</source>
        <translation>可完整放入显卡</translation>
    </message>
    <message>
        <source>fits partly on your graphics card</source>
        <translation>可部分放入显卡</translation>
    </message>
    <message>
        <source>fits well into your memory</source>
        <translation>内存充裕</translation>
    </message>
    <message>
        <source>only just fits</source>
        <translation>内存勉强够用</translation>
    </message>
    <message>
        <source>is on this computer already</source>
        <translation>已在这台电脑上</translation>
    </message>
    <message>
        <source>is strong in your language</source>
        <translation>擅长你的语言</translation>
    </message>
    <message>
        <source>knows your language</source>
        <translation>懂你的语言</translation>
    </message>
    <message>
        <source>is not said to know your language</source>
        <translation>未注明懂你的语言</translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation>能看图片</translation>
    </message>
    <message>
        <source>is good at the task</source>
        <translation>擅长此任务</translation>
    </message>
    <message>
        <source>can think before it answers</source>
        <translation>回复前可以思考</translation>
    </message>
    <message>
        <source>writes faster than one reads</source>
        <translation>书写比阅读快</translation>
    </message>
    <message>
        <source>writes slower than one reads</source>
        <translation>书写比阅读慢</translation>
    </message>
    <message>
        <source>knows the most of those that fit</source>
        <translation>在放得下的模型中知识最多</translation>
    </message>
    <message>
        <source>is small, so expect mistakes</source>
        <translation>较小，难免出错</translation>
    </message>
    <message>
        <source>Tiny, and quick on any computer: for short answers, and for a look at a picture.</source>
        <translation>极小，在任何电脑上都很快：适合简短的回复，也能看看图片。</translation>
    </message>
    <message>
        <source>Made for small computers: very quick, and good at taking data out of texts.</source>
        <translation>为小型电脑打造：速度很快，擅长从文本中提取数据。</translation>
    </message>
    <message>
        <source>A small all-rounder for six European languages, made wholly in the open.</source>
        <translation>小型全能模型，支持六种欧洲语言，完全公开开发。</translation>
    </message>
    <message>
        <source>Answers directly and well, in Chinese and a hundred other languages.</source>
        <translation>回复直接而出色，支持中文及上百种其他语言。</translation>
    </message>
    <message>
        <source>Small, yet good at hard questions, code and pictures; thinks before it answers.</source>
        <translation>虽小，却擅长难题、代码和图片；回复前会思考。</translation>
    </message>
    <message>
        <source>A good all-rounder that also sees pictures, in very many languages.</source>
        <translation>优秀的全能模型，也能看图片，支持非常多的语言。</translation>
    </message>
    <message>
        <source>At home in eleven languages, from French to Japanese; it sees pictures.</source>
        <translation>精通从法语到日语的十一种语言；能看图片。</translation>
    </message>
    <message>
        <source>For the office: thinks calculations and code through, in twelve languages.</source>
        <translation>适合办公：会仔细思考计算和代码，支持十二种语言。</translation>
    </message>
    <message>
        <source>Strong at hard questions, code and pictures, and in Chinese; thinks before it answers.</source>
        <translation>擅长难题、代码、图片以及中文；回复前会思考。</translation>
    </message>
    <message>
        <source>Large, yet quick: good at reasoning and code; how long it thinks is chosen.</source>
        <translation>虽大但快：擅长推理和代码；思考时长可选。</translation>
    </message>
    <message>
        <source>Knows much, sees pictures, and is quick for its size, if there is the memory.</source>
        <translation>知识丰富，能看图片，就其大小而言速度很快，但需要足够的内存。</translation>
    </message>
    <message>
        <source>For hard work: programs, research, pictures; it wants a good graphics card.</source>
        <translation>适合繁重的工作：编程、研究、图片；需要一块好显卡。</translation>
    </message>
    <message>
        <source>under a minute to fetch</source>
        <translation>下载不到 1 分钟</translation>
    </message>
    <message>
        <source>{minutes} min to fetch</source>
        <translation>下载约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min to fetch</source>
        <translation>下载约 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>roughly {pace}</source>
        <translation>大约{pace}</translation>
    </message>
    <message>
        <source>less than a word a second</source>
        <translation>每秒不到 1 个词</translation>
    </message>
    <message numerus="yes">
        <source>{count} words a second</source>
        <translation>
            <numerusform>每秒 {count} 个词</numerusform>
        </translation>
    </message>
    <message>
        <source>no pictures</source>
        <translation>不支持图片</translation>
    </message>
    <message numerus="yes">
        <source>{count} languages</source>
        <translation>
            <numerusform>{count} 种语言</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{languages} and {count} more</source>
        <translation>
            <numerusform>{languages} 及另外 {count} 种</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer has {total} of memory, {free} of it free, {threads} processor threads</source>
        <translation>
            <numerusform>这台电脑有 {total} 内存（可用 {free}），{threads} 个处理器线程</numerusform>
        </translation>
    </message>
    <message>
        <source>{computer}, and no graphics card that helps.</source>
        <translation>{computer}，没有可用于加速的显卡。</translation>
    </message>
    <message>
        <source>{computer}, and the graphics card {card} with {size}.</source>
        <translation>{computer}，显卡为 {card}，显存 {size}。</translation>
    </message>
    <message>
        <source>{computer}, and the graphics of {card}.</source>
        <translation>{computer}，使用 {card} 的集成显卡。</translation>
    </message>
</context>
<context>
    <name>ChatController</name>
    <message>
        <source>The message was deleted.</source>
        <translation>消息已删除。</translation>
    </message>
</context>
<context>
    <name>ChoiceRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Asking the Hub for its files…</source>
        <translation>正在向 Hub 查询其文件…</translation>
    </message>
    <message>
        <source>{repo} is not on the Hub any more. {heir} is called the same, and fetched the most; it is somebody else&apos;s.</source>
        <translation>{repo} 已不在 Hub 上。{heir} 与它同名，且下载次数最多；但它由他人发布。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Fetch that one</source>
        <translation>下载那一个</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Which model?</source>
        <translation>选哪个模型？</translation>
    </message>
    <message>
        <source>Looking what this computer can run…</source>
        <translation>正在查看这台电脑能运行什么…</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>What counts more</source>
        <translation>更看重</translation>
    </message>
    <message>
        <source>Good answers</source>
        <translation>回复质量</translation>
    </message>
    <message>
        <source>Quick answers</source>
        <translation>回复速度</translation>
    </message>
    <message>
        <source>It shall see pictures</source>
        <translation>需要能看图片</translation>
    </message>
    <message>
        <source>Models that would do</source>
        <translation>合适的模型</translation>
    </message>
    <message>
        <source>Search the Hub…</source>
        <translation>搜索 Hub…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing that answers this fits into the memory that is free. Ask for less, or close other programs.</source>
        <translation>可用内存放不下任何符合要求的模型。请降低要求，或关闭其他程序。</translation>
    </message>
    <message>
        <source>Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked.</source>
        <translation>时间按 {rate} Mbit/s 计算。向 Hub 查询之前，大小均为估计值。</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Code, {language}</source>
        <translation>代码，{language}</translation>
    </message>
    <message>
        <source>Scroll code sideways</source>
        <translation>横向滚动代码</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Not sent: something could not be attached.</source>
        <translation>未发送：有内容无法作为附件添加。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send after this answer</source>
        <translation>在此回复之后发送</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>发送 (Enter)</translation>
    </message>
    <message>
        <source>Send after this answer (Enter)</source>
        <translation>在此回复之后发送 (Enter)</translation>
    </message>
    <message>
        <source>First end the dictation.</source>
        <translation>请先结束听写。</translation>
    </message>
    <message>
        <source>First see to what is attached here.</source>
        <translation>请先处理这里的附件。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止 (Esc)</translation>
    </message>
    <message>
        <source>Not sent: see what is said about the attachment.</source>
        <translation>未发送：请查看附件的说明。</translation>
    </message>
    <message>
        <source>Sent once it is ready. Esc keeps it here.</source>
        <translation>准备好后即发送。按 Esc 则留在这里。</translation>
    </message>
</context>
<context>
    <name>ComposerEdit</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Ask anything, or type / for presets…</source>
        <translation>随便问，或输入 / 选择预设…</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>{percent} % of {size}</source>
        <translation>{size} 的 {percent} %</translation>
    </message>
    <message numerus="yes">
        <source>{used} of {size} tokens of the context are used</source>
        <translation>
            <numerusform>上下文已使用 {used} 个词元，共 {size} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{pending} of them by what is attached</source>
        <translation>其中 {pending} 个由附件占用</translation>
    </message>
    <message>
        <source>0 %</source>
        <translation>0 %</translation>
    </message>
    <message>
        <source>How much of the context is used; its size is known with the model</source>
        <translation>上下文的使用量；选定模型后才知道上下文长度</translation>
    </message>
</context>
<context>
    <name>ConversationController</name>
    <message numerus="yes">
        <source>{count} conversations were deleted.</source>
        <translation>
            <numerusform>已删除 {count} 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>The temporary conversation has ended, and nothing of it was kept.</source>
        <translation>临时对话已结束，未保留任何内容。</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
</context>
<context>
    <name>ConversationListMenu</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Take the pin off</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>New conversation in it</source>
        <translation>在其中新建对话</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Delete the folder</source>
        <translation>删除文件夹</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Take out of the folder</source>
        <translation>移出文件夹</translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>预设：{name}</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>过去 30 天</translation>
    </message>
    <message>
        <source>Folder {name}, folded, conversations: {count}</source>
        <translation>文件夹 {name}，已折叠，对话数：{count}</translation>
    </message>
    <message>
        <source>Folder {name}, unfolded, conversations: {count}</source>
        <translation>文件夹 {name}，已展开，对话数：{count}</translation>
    </message>
    <message>
        <source>{title}, an answer is being written</source>
        <translation>{title}，正在写回复</translation>
    </message>
    <message>
        <source>{title}, pinned</source>
        <translation>{title}，已置顶</translation>
    </message>
    <message>
        <source>{title}, in the folder {name}</source>
        <translation>{title}，位于文件夹 {name}</translation>
    </message>
</context>
<context>
    <name>ConversationMenu</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <source>Delete the conversation</source>
        <translation>删除对话</translation>
    </message>
    <message>
        <source>Find in it…</source>
        <translation>在对话中查找…</translation>
    </message>
    <message>
        <source>Keep this conversation</source>
        <translation>保留此对话</translation>
    </message>
    <message>
        <source>Instructions for this conversation…</source>
        <translation>此对话的指令…</translation>
    </message>
    <message>
        <source>New temporary conversation</source>
        <translation>新建临时对话</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>导入对话…</translation>
    </message>
    <message>
        <source>Transcribe a sound file…</source>
        <translation>转写音频文件…</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>预设…</translation>
    </message>
    <message>
        <source>Deleted conversations…</source>
        <translation>已删除的对话…</translation>
    </message>
    <message>
        <source>Your data…</source>
        <translation>你的数据…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Parley</source>
        <translation>关于 Parley</translation>
    </message>
</context>
<context>
    <name>ConversationRows</name>
    <message>
        <source>Name of the folder</source>
        <translation>文件夹名称</translation>
    </message>
    <message>
        <source>Title of the conversation</source>
        <translation>对话标题</translation>
    </message>
</context>
<context>
    <name>DataDesk</name>
    <message>
        <source>What you ticked is deleted.</source>
        <translation>勾选的内容已删除。</translation>
    </message>
    <message>
        <source>What was here before the restore is back.</source>
        <translation>恢复之前的内容已找回。</translation>
    </message>
    <message>
        <source>The backup is restored. What was here before is set aside.</source>
        <translation>备份已恢复。之前的内容已另存一处。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>正在检查备份…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>已停止。未作任何更改。</translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations are backed up as {name} ({size}).</source>
        <translation>
            <numerusform>{count} 个对话已备份为 {name}（{size}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backups ({ends})</source>
        <translation>备份 ({ends})</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message numerus="yes">
        <source>Restore {name}, with {count} conversations, of {day}?</source>
        <translation>
            <numerusform>要恢复 {day} 的 {name}（含 {count} 个对话）吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes the place of all conversations, pictures, settings and presets. What is here now is set aside, and can be brought back.</source>
        <translation>它将取代所有对话、图片、设置和预设。现有的内容会另存一处，可以找回。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bring back what was here before the restore?</source>
        <translation>要找回恢复之前的内容吗？</translation>
    </message>
    <message>
        <source>What is here now is set aside in its place.</source>
        <translation>现有的内容会另存一处，作为交换。</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>找回</translation>
    </message>
    <message>
        <source>Delete what was here before the restore for good?</source>
        <translation>要永久删除恢复之前的内容吗？</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>此操作无法撤销。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>你的数据</translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>Your data</source>
        <translation>你的数据</translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations, {size}</source>
        <translation>
            <numerusform>{count} 个对话，{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversations and drafts</source>
        <translation>对话和草稿</translation>
    </message>
    <message numerus="yes">
        <source>Deleted conversations, for {days} days</source>
        <translation>
            <numerusform>已删除的对话（保留 {days} 天）</numerusform>
        </translation>
    </message>
    <message>
        <source>Pictures and attached files</source>
        <translation>图片和附件</translation>
    </message>
    <message>
        <source>Settings and presets</source>
        <translation>设置和预设</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Voice models</source>
        <translation>语音模型</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Cache and the index of the search</source>
        <translation>缓存和搜索索引</translation>
    </message>
    <message>
        <source>Set aside when a backup was restored</source>
        <translation>恢复备份时另存的内容</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>存放位置</translation>
    </message>
    <message>
        <source>All of it is on this computer, in these folders.</source>
        <translation>所有数据都在这台电脑上的这些文件夹中。</translation>
    </message>
    <message>
        <source>Show the trash…</source>
        <translation>显示已删除的对话…</translation>
    </message>
    <message>
        <source>Bring it back…</source>
        <translation>找回…</translation>
    </message>
    <message>
        <source>Delete it…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>One file with all conversations and their branches, pictures, settings and presets. Models and the token for the Hub are not in it. Whoever has the file can read it.</source>
        <translation>一个文件，包含所有对话及其分支、图片、设置和预设。其中没有模型和 Hub 的 token。拿到此文件的人都能读取其内容。</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>删除全部…</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>DataRow</name>
    <message>
        <source>Open the folder: {name}</source>
        <translation>打开文件夹：{name}</translation>
    </message>
    <message>
        <source>Copy the path: {name}</source>
        <translation>复制路径：{name}</translation>
    </message>
    <message>
        <source>{name}: {size}</source>
        <translation>{name}：{size}</translation>
    </message>
</context>
<context>
    <name>DeviceField</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>{name} (not there)</source>
        <translation>{name}（不存在）</translation>
    </message>
    <message>
        <source>{title} · {free} of {total} free</source>
        <translation>{title} · 可用 {free}，共 {total}</translation>
    </message>
    <message>
        <source>Until it is there again, another device is used.</source>
        <translation>在它重新出现之前，将使用其他设备。</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>诊断信息</translation>
    </message>
    <message>
        <source>For a bug report. No folder, no name of yours and nothing that you wrote is in it; the name of the model&apos;s file is. Nothing is sent anywhere.</source>
        <translation>用于错误报告。其中不含任何文件夹、你的名字或你写的内容，但包含模型的文件名。不会向任何地方发送任何内容。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>The part that runs the model is being asked…</source>
        <translation>正在询问运行模型的组件…</translation>
    </message>
    <message>
        <source>It could not be saved as {name}: {reason}.</source>
        <translation>无法保存为 {name}：{reason}。</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
</context>
<context>
    <name>DictationBar</name>
    <message>
        <source>Opening the microphone… Esc cancels</source>
        <translation>正在打开麦克风… 按 Esc 取消</translation>
    </message>
    <message>
        <source>Recording: Enter ends it, Esc cancels</source>
        <translation>正在录音：按 Enter 结束，按 Esc 取消</translation>
    </message>
    <message>
        <source>Writing down what you said… Esc cancels</source>
        <translation>正在转写你说的话… 按 Esc 取消</translation>
    </message>
    <message>
        <source>{time} of {longest}</source>
        <translation>{time} / {longest}</translation>
    </message>
</context>
<context>
    <name>DictationController</name>
    <message>
        <source>Cancelled: nothing was inserted.</source>
        <translation>已取消：未插入任何内容。</translation>
    </message>
    <message>
        <source>The microphone was not open yet.</source>
        <translation>麦克风尚未打开。</translation>
    </message>
    <message>
        <source>The longest recording was reached.</source>
        <translation>已达到最长录音时间。</translation>
    </message>
    <message>
        <source>No speech heard.</source>
        <translation>没有听到语音。</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>pages {first} to {last} of {pages}</source>
        <translation>第 {first} 至 {last} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>page {first} of {pages}</source>
        <translation>第 {first} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>the beginning of {size}</source>
        <translation>{size} 中的开头部分</translation>
    </message>
    <message numerus="yes">
        <source>{pages} pages</source>
        <translation>
            <numerusform>{pages} 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentBlock</name>
    <message>
        <source>Open the text</source>
        <translation>打开文本</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文本</translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>page {done} of {total}</source>
        <translation>第 {done} 页，共 {total} 页</translation>
    </message>
</context>
<context>
    <name>DocumentDialog</name>
    <message>
        <source>What the model is shown of {name}</source>
        <translation>向模型展示 {name} 的哪些内容</translation>
    </message>
    <message>
        <source>&amp;All of it</source>
        <translation>全部(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页码(&amp;P)</translation>
    </message>
    <message>
        <source>The &amp;beginning, up to</source>
        <translation>开头(&amp;B)，最多</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>结束页</translation>
    </message>
    <message>
        <source>Tokens of the beginning</source>
        <translation>开头部分的词元数</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>About {tokens} tokens.</source>
        <translation>
            <numerusform>约 {tokens} 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source>With what else is attached {percent} % of the {size} at once.</source>
        <translation>连同其他附件，占模型一次所见 {size} 的 {percent} %。</translation>
    </message>
    <message>
        <source>That is {percent} % of the {size} that the model sees at once.</source>
        <translation>占模型一次所见 {size} 的 {percent} %。</translation>
    </message>
    <message>
        <source>That is more than the model can read: it will most likely refuse.</source>
        <translation>这超出了模型能读取的长度：它很可能会拒绝。</translation>
    </message>
    <message>
        <source>Show this</source>
        <translation>展示这部分</translation>
    </message>
    <message>
        <source>Show it anyway</source>
        <translation>仍然展示</translation>
    </message>
</context>
<context>
    <name>DocumentViewer</name>
    <message>
        <source>Text of {name}</source>
        <translation>{name} 的文本</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>在文本中搜索</translation>
    </message>
    <message>
        <source>Choose a part…</source>
        <translation>选择一部分…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This window shows the beginning; the model is shown more of it.</source>
        <translation>此窗口只显示开头；展示给模型的内容更多。</translation>
    </message>
</context>
<context>
    <name>DownloadBadge</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message numerus="yes">
        <source>{count} models</source>
        <translation>
            <numerusform>{count} 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching {title}</source>
        <translation>正在下载 {title}</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即下载</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DownloadWatch</name>
    <message>
        <source>{title} is here.</source>
        <translation>{title} 已下载完成。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>It can be used now.</source>
        <translation>现在可以使用了。</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Paused at {come}</source>
        <translation>已暂停于 {come}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>tries again by itself</source>
        <translation>将自动重试</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>stalled, trying again ({tries})</source>
        <translation>已停滞，正在重试（{tries}）</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>正在校验…</translation>
    </message>
    <message>
        <source>waiting for the server…</source>
        <translation>正在等待服务器…</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>剩余 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation>剩余 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>more than a day left</source>
        <translation>剩余超过一天</translation>
    </message>
    <message>
        <source>Waits: Parley is set to stay offline</source>
        <translation>等待中：Parley 已设为保持离线</translation>
    </message>
    <message>
        <source>Waits for the network</source>
        <translation>等待网络</translation>
    </message>
    <message>
        <source>Waits for {title}</source>
        <translation>等待 {title}</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Find models</source>
        <translation>寻找模型</translation>
    </message>
    <message>
        <source>Nothing is on its way.</source>
        <translation>没有正在进行的下载。</translation>
    </message>
    <message>
        <source>Models that you fetch are listed here until they have arrived. What is broken off goes on where it was, also after a restart.</source>
        <translation>你下载的模型会列在这里，直到下载完成。中断的下载会从断开处继续，重启后也是如此。</translation>
    </message>
    <message>
        <source>{title} is not fetched any more.</source>
        <translation>已不再下载 {title}。</translation>
    </message>
    <message>
        <source>{free} free on the disk with the folder for models</source>
        <translation>模型文件夹所在磁盘可用 {free}</translation>
    </message>
</context>
<context>
    <name>DropTarget</name>
    <message>
        <source>Drop to show it to the model</source>
        <translation>拖放到此处，展示给模型</translation>
    </message>
    <message>
        <source>Drop to have it written down</source>
        <translation>拖放到此处，转写为文字</translation>
    </message>
    <message>
        <source>Drop to import the conversations</source>
        <translation>拖放到此处，导入对话</translation>
    </message>
    <message>
        <source>Drop to use this model</source>
        <translation>拖放到此处，使用此模型</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Talk with a language model that runs on this computer alone.</source>
        <translation>与只在这台电脑上运行的语言模型对话。</translation>
    </message>
    <message>
        <source>Explain something plainly</source>
        <translation>通俗地解释一件事</translation>
    </message>
    <message>
        <source>Explain in plain words why the sky is blue.</source>
        <translation>请用通俗的话解释天空为什么是蓝色的。</translation>
    </message>
    <message>
        <source>Put a text into fewer words</source>
        <translation>精简一段文字</translation>
    </message>
    <message>
        <source>Sum up the following text in three sentences:

</source>
        <translation>请用三句话概括以下文字：

</translation>
    </message>
    <message>
        <source>Write a first draft</source>
        <translation>写一份初稿</translation>
    </message>
    <message>
        <source>Write a short, friendly e-mail that asks to move a meeting to Thursday.</source>
        <translation>请写一封简短友好的电子邮件，请求把会议改到星期四。</translation>
    </message>
    <message>
        <source>Help with a bit of code</source>
        <translation>帮忙写点代码</translation>
    </message>
    <message>
        <source>Write a Python function that merges two sorted lists, and explain it.</source>
        <translation>请写一个合并两个有序列表的 Python 函数，并加以解释。</translation>
    </message>
</context>
<context>
    <name>EquationBlock</name>
    <message>
        <source>Formula: {source}</source>
        <translation>公式：{source}</translation>
    </message>
    <message>
        <source>Scroll formula sideways</source>
        <translation>横向滚动公式</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Delete everything</source>
        <translation>删除全部</translation>
    </message>
    <message>
        <source>What is ticked is deleted for good:</source>
        <translation>勾选的内容将被永久删除：</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>This cannot be undone. Type “{word}” to go on:</source>
        <translation>此操作无法撤销。请输入“{word}”以继续：</translation>
    </message>
    <message>
        <source>Conversations, drafts, pictures, dictations, the trash</source>
        <translation>对话、草稿、图片、听写和已删除的对话</translation>
    </message>
    <message>
        <source>Settings, presets, notes on models</source>
        <translation>设置、预设和模型备注</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Voice models</source>
        <translation>语音模型</translation>
    </message>
    <message>
        <source>Models, also those for voice</source>
        <translation>模型，包括语音模型</translation>
    </message>
    <message>
        <source>What stays: backups and exported files, and a token for the Hub.</source>
        <translation>不会删除：备份、导出的文件，以及 Hub 的 token。</translation>
    </message>
    <message>
        <source>Models in {folder} stay as well, where other programs may use them; they are deleted in the window of models.</source>
        <translation>{folder} 中的模型也不会删除，因为其他程序可能在使用；可在模型窗口中删除它们。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>ExchangeDesk</name>
    <message>
        <source>Conversations ({ends})</source>
        <translation>对话 ({ends})</translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Export conversations</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Exporting… {share} %</source>
        <translation>正在导出… {share} %</translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were exported as {name}.</source>
        <translation>
            <numerusform>{count} 个对话已导出为 {name}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation>正在导入 {name}…</translation>
    </message>
    <message>
        <source>Importing {name}… {share} %</source>
        <translation>正在导入 {name}… {share} %</translation>
    </message>
    <message>
        <source>There is no message in {name}.</source>
        <translation>{name} 中没有消息。</translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were imported.</source>
        <translation>
            <numerusform>已导入 {count} 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>All conversations of it were here already.</source>
        <translation>其中的所有对话都已存在。</translation>
    </message>
    <message>
        <source>Conversations imported: {count}, here already: {here}.</source>
        <translation>已导入对话：{count}，已存在：{here}。</translation>
    </message>
</context>
<context>
    <name>ExitCause</name>
    <message>
        <source>segmentation fault</source>
        <translation>段错误</translation>
    </message>
    <message>
        <source>it aborted itself</source>
        <translation>自行中止</translation>
    </message>
    <message>
        <source>its file changed or was cut while in use</source>
        <translation>文件在使用中被更改或截断</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>非法指令</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>算术错误</translation>
    </message>
    <message>
        <source>ended by the system</source>
        <translation>被系统结束</translation>
    </message>
    <message>
        <source>ended by another program</source>
        <translation>被其他程序结束</translation>
    </message>
    <message>
        <source>its time limit was reached</source>
        <translation>已达到时间限制</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>访问冲突</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>stack overflow</source>
        <translation>堆栈溢出</translation>
    </message>
    <message>
        <source>a library is missing</source>
        <translation>缺少库文件</translation>
    </message>
    <message>
        <source>damaged memory</source>
        <translation>内存损坏</translation>
    </message>
    <message>
        <source>it ended too early</source>
        <translation>过早结束</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export conversations</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>With what the model thought</source>
        <translation>包含模型的思考</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>此对话</translation>
    </message>
    <message>
        <source>Some of them</source>
        <translation>其中一部分</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>全部 {count} 个</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The branch that is shown, as text. Pictures are named.</source>
        <translation>当前显示的分支，存为文本。图片只列出名称。</translation>
    </message>
    <message>
        <source>The branch that is shown, with its pictures, in one file.</source>
        <translation>当前显示的分支及其图片，存为一个文件。</translation>
    </message>
    <message>
        <source>The branch that is shown, with its pictures, on pages.</source>
        <translation>当前显示的分支及其图片，分页排版。</translation>
    </message>
    <message>
        <source>All branches and pictures. Parley can import it again.</source>
        <translation>所有分支和图片。Parley 可以重新导入。</translation>
    </message>
</context>
<context>
    <name>FailureCard</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详细信息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
</context>
<context>
    <name>FetchRow</name>
    <message>
        <source>How much of {model} is here</source>
        <translation>{model} 的下载进度</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>FilmBlock</name>
    <message>
        <source>Film</source>
        <translation>视频</translation>
    </message>
    <message numerus="yes">
        <source>Show all {count} pictures</source>
        <translation>
            <numerusform>显示全部 {count} 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>The model no longer sees it.</source>
        <translation>模型已看不到它。</translation>
    </message>
    <message>
        <source>Film {name}</source>
        <translation>视频 {name}</translation>
    </message>
    <message>
        <source>Open the first frame</source>
        <translation>打开第一帧</translation>
    </message>
    <message>
        <source>Copy what is said</source>
        <translation>复制语音内容</translation>
    </message>
    <message>
        <source>{start}–{end} of {length}</source>
        <translation>{start}–{end}，共 {length}</translation>
    </message>
    <message numerus="yes">
        <source>{length} · {count} pictures</source>
        <translation>
            <numerusform>{length} · {count} 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>What is said in the film</source>
        <translation>视频中的语音内容</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>语音内容</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>the film</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>FilmCost</name>
    <message>
        <source>Tokens that the film takes</source>
        <translation>视频占用的词元</translation>
    </message>
    <message>
        <source>{model} cannot see: it is given only what is said.</source>
        <translation>{model} 看不了画面：只会提供语音内容。</translation>
    </message>
    <message>
        <source>The model cannot see: it is given only what is said.</source>
        <translation>此模型看不了画面：只会提供语音内容。</translation>
    </message>
    <message>
        <source>Nothing can be heard in this film.</source>
        <translation>这个视频中听不到声音。</translation>
    </message>
    <message numerus="yes">
        <source>Pictures: {tokens} tokens.</source>
        <translation>
            <numerusform>图片：{tokens} 个词元。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pictures: about {tokens} tokens, estimated until the model has seen one.</source>
        <translation>
            <numerusform>图片：约 {tokens} 个词元，在模型看过一张之前为估计值。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Words: about {tokens} tokens if somebody speaks all the time.</source>
        <translation>
            <numerusform>语音：若一直有人说话，约 {tokens} 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source>Together {percent} % of the {size} that the model sees at once.</source>
        <translation>合计占模型一次所见 {size} 的 {percent} %。</translation>
    </message>
    <message>
        <source>That leaves too little room for a question and its answer: take fewer pictures or a shorter part.</source>
        <translation>这样留给问题和回复的空间太少：请减少图片，或选取更短的片段。</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Show the model {name}</source>
        <translation>向模型展示 {name}</translation>
    </message>
    <message>
        <source>looking at the film</source>
        <translation>正在查看视频</translation>
    </message>
    <message>
        <source>Done so far</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>图片(&amp;P)</translation>
    </message>
    <message>
        <source>With &amp;what is said</source>
        <translation>包含语音内容(&amp;W)</translation>
    </message>
    <message>
        <source>With what is said</source>
        <translation>包含语音内容</translation>
    </message>
    <message>
        <source>Only write down what is said</source>
        <translation>仅转写语音内容</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>FilmMaker</name>
    <message>
        <source>loading the voice model, {percent} %</source>
        <translation>正在加载语音模型，{percent} %</translation>
    </message>
    <message>
        <source>looking at the film</source>
        <translation>正在查看视频</translation>
    </message>
    <message>
        <source>waits while you dictate</source>
        <translation>听写期间等待中</translation>
    </message>
    <message>
        <source>writing down what is said</source>
        <translation>正在转写语音内容</translation>
    </message>
    <message>
        <source>reading the sound</source>
        <translation>正在读取音频</translation>
    </message>
</context>
<context>
    <name>FilmRange</name>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>The first picture of the part</source>
        <translation>片段的第一张图片</translation>
    </message>
    <message>
        <source>The last picture of the part</source>
        <translation>片段的最后一张图片</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>The film at a glance</source>
        <translation>视频概览</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Previous one</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next one</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>关闭查找栏</translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>{current} / {total}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无结果</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Search the conversations</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Words, &quot;a phrase&quot;, before:2025-03, after:2025, model:name, has:picture (Ctrl+Shift+F)</source>
        <translation>词语, &quot;一个短语&quot;, before:2025-03, after:2025, model:名称, has:picture (Ctrl+Shift+F)</translation>
    </message>
</context>
<context>
    <name>FirstPresetRow</name>
    <message>
        <source>New conversations begin with</source>
        <translation>新对话开始时使用</translation>
    </message>
    <message>
        <source>Another preset, or none, can be chosen in each of them.</source>
        <translation>在每个对话中可以另选预设，或不用预设。</translation>
    </message>
    <message>
        <source>No preset</source>
        <translation>无预设</translation>
    </message>
    <message>
        <source>Back to no preset</source>
        <translation>恢复为无预设</translation>
    </message>
</context>
<context>
    <name>Fits</name>
    <message>
        <source>Fits on the graphics card with 8k context</source>
        <translation>可放入显卡（8k 上下文）</translation>
    </message>
    <message>
        <source>Fits, partly on the graphics card</source>
        <translation>放得下，部分在显卡上</translation>
    </message>
    <message>
        <source>Fits in memory</source>
        <translation>内存放得下</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>勉强</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>All of it fits on the graphics card, with 8k tokens of context: it will be quick.</source>
        <translation>可全部放入显卡，上下文为 8k 个词元：速度会很快。</translation>
    </message>
    <message>
        <source>It fits with 8k tokens of context, a part of it on the graphics card and the rest in main memory.</source>
        <translation>上下文为 8k 个词元时放得下，一部分在显卡上，其余在主内存中。</translation>
    </message>
    <message>
        <source>It fits in main memory, with 8k tokens of context.</source>
        <translation>上下文为 8k 个词元时，主内存放得下。</translation>
    </message>
    <message>
        <source>It fits, but with a short context, or with hardly any memory left for other programs.</source>
        <translation>放得下，但上下文很短，或几乎不给其他程序留内存。</translation>
    </message>
    <message>
        <source>It does not fit into the memory that is free at the moment.</source>
        <translation>目前的可用内存放不下。</translation>
    </message>
    <message>
        <source>should fit</source>
        <translation>应该放得下</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>勉强</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>过大</translation>
    </message>
</context>
<context>
    <name>FolderController</name>
    <message numerus="yes">
        <source>{count} conversations were pinned.</source>
        <translation>
            <numerusform>已置顶 {count} 个对话。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pins of {count} conversations were taken off.</source>
        <translation>
            <numerusform>已取消置顶 {count} 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>The folder {name} was deleted; its conversations stay.</source>
        <translation>文件夹 {name} 已删除；其中的对话仍会保留。</translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were moved to {name}.</source>
        <translation>
            <numerusform>{count} 个对话已移到 {name}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} conversations were taken out of their folders.</source>
        <translation>
            <numerusform>{count} 个对话已移出文件夹。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder for models</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Room in the folder for models</source>
        <translation>模型文件夹的可用空间</translation>
    </message>
    <message>
        <source>{free} of {total} are free there.</source>
        <translation>该处可用 {free}，共 {total}。</translation>
    </message>
    <message>
        <source>What was fetched to {folder} stays there, and is listed as before.</source>
        <translation>已下载到 {folder} 的内容会留在那里，并照常列出。</translation>
    </message>
    <message>
        <source>Parley may not write to this folder.</source>
        <translation>Parley 没有写入此文件夹的权限。</translation>
    </message>
</context>
<context>
    <name>FolderMenu</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Open Parley&apos;s folder</source>
        <translation>打开 Parley 的文件夹</translation>
    </message>
    <message>
        <source>Take out {folder}</source>
        <translation>移除 {folder}</translation>
    </message>
    <message>
        <source>Models are not looked for there any more; they stay.</source>
        <translation>不再在那里查找模型；模型文件仍会保留。</translation>
    </message>
    <message>
        <source>Choose a folder with models</source>
        <translation>选择含有模型的文件夹</translation>
    </message>
</context>
<context>
    <name>Graphics</name>
    <message>
        <source>{maker} graphics card</source>
        <translation>{maker} 显卡</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>未加载</translation>
    </message>
    <message>
        <source>loading, {percent} %</source>
        <translation>正在加载，{percent} %</translation>
    </message>
    <message numerus="yes">
        <source>reading {done} of {total} tokens</source>
        <translation>
            <numerusform>正在读取词元：{done} / {total}</numerusform>
        </translation>
    </message>
    <message>
        <source>looking at the picture…</source>
        <translation>正在查看图片…</translation>
    </message>
    <message>
        <source>looking at picture {number} of {total}…</source>
        <translation>正在查看第 {number} 张图片，共 {total} 张…</translation>
    </message>
    <message>
        <source>writing, {rate} tokens/s</source>
        <translation>正在书写，{rate} 词元/秒</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>正在书写</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>asleep</source>
        <translation>已休眠</translation>
    </message>
    <message>
        <source>wakes as soon as you type</source>
        <translation>开始输入即唤醒</translation>
    </message>
    <message>
        <source>The memory of the model is given back to the system.</source>
        <translation>模型占用的内存已归还给系统。</translation>
    </message>
    <message>
        <source>stopped unexpectedly</source>
        <translation>意外停止</translation>
    </message>
    <message>
        <source>starts again with your next message</source>
        <translation>发送下一条消息时重新启动</translation>
    </message>
    <message>
        <source>Instructions for this conversation: {text}</source>
        <translation>此对话的指令：{text}</translation>
    </message>
    <message>
        <source>Show the side panel</source>
        <translation>显示侧边栏</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>停止加载</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Instructions for this conversation</source>
        <translation>此对话的指令</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>HubAccount</name>
    <message>
        <source>Some makers hand out their models only to those who have agreed to a licence.</source>
        <translation>有些发布者只向同意许可证的人提供模型。</translation>
    </message>
    <message>
        <source>Log in to the Hub…</source>
        <translation>登录 Hub…</translation>
    </message>
</context>
<context>
    <name>HubFields</name>
    <message>
        <source>As the system has it</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>InstructionDialog</name>
    <message>
        <source>Instructions for this conversation</source>
        <translation>此对话的指令</translation>
    </message>
    <message>
        <source>The model is told this before the first message, from its next reply on.</source>
        <translation>从下一条回复起，模型会在第一条消息之前收到这些指令。</translation>
    </message>
    <message>
        <source>Answer in one sentence.</source>
        <translation>用一句话回复。</translation>
    </message>
    <message>
        <source>Keep for all conversations</source>
        <translation>保存到所有对话</translation>
    </message>
    <message>
        <source>For every conversation that has nothing of its own</source>
        <translation>用于所有没有单独指令的对话</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>KeptDictations</name>
    <message>
        <source>The recording was thrown away.</source>
        <translation>录音已丢弃。</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Press a key…</source>
        <translation>请按键…</translation>
    </message>
    <message>
        <source>{words}: press the new key, Escape to keep the old one</source>
        <translation>{words}：按下新的按键，按 Escape 保留原来的</translation>
    </message>
    <message>
        <source>{words}: {key}. Press to change</source>
        <translation>{words}：{key}。按下可更改</translation>
    </message>
</context>
<context>
    <name>LanguageField</name>
    <message>
        <source>System language ({language})</source>
        <translation>系统语言（{language}）</translation>
    </message>
    <message>
        <source>Detect by itself</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>The voice model “{model}” understands English only.</source>
        <translation>语音模型“{model}”只能听懂英语。</translation>
    </message>
</context>
<context>
    <name>LatestButton</name>
    <message>
        <source>↓ latest</source>
        <translation>↓ 最新</translation>
    </message>
    <message>
        <source>Go to the latest message</source>
        <translation>转到最新消息</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Loudness of the microphone</source>
        <translation>麦克风音量</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Look for models again</source>
        <translation>重新查找模型</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Open this address in your browser?</source>
        <translation>在浏览器中打开此地址？</translation>
    </message>
    <message>
        <source>Parley does not open addresses of this kind.</source>
        <translation>Parley 不会打开此类地址。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>LocalChoice</name>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>LoginDialog</name>
    <message>
        <source>Log in to the Hub</source>
        <translation>登录 Hub</translation>
    </message>
    <message>
        <source>With a token Parley may fetch models whose licence you have agreed to on the Hub. One that may only read is enough.</source>
        <translation>有了 token，Parley 就可以下载你已在 Hub 上同意许可证的模型。只读 token 即可。</translation>
    </message>
    <message>
        <source>Make a token on the Hub</source>
        <translation>在 Hub 上创建 token</translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>It is kept in the keyring of this system, and in no file.</source>
        <translation>它保存在此系统的密钥环中，不会写入任何文件。</translation>
    </message>
    <message>
        <source>Asking the Hub…</source>
        <translation>正在询问 Hub…</translation>
    </message>
    <message>
        <source>Who is logged in is not known yet.</source>
        <translation>尚不清楚登录的是谁。</translation>
    </message>
    <message>
        <source>Nobody is logged in.</source>
        <translation>未登录。</translation>
    </message>
    <message>
        <source>You are logged in as {name}.</source>
        <translation>你已登录为 {name}。</translation>
    </message>
    <message>
        <source>The token is kept in the keyring of this system.</source>
        <translation>token 保存在此系统的密钥环中。</translation>
    </message>
    <message>
        <source>The token is the one in HF_TOKEN. Parley does not change it.</source>
        <translation>使用的是 HF_TOKEN 中的 token。Parley 不会更改它。</translation>
    </message>
    <message>
        <source>The token is the one of the program hf. Log out there to forget it.</source>
        <translation>使用的是程序 hf 的 token。要清除它，请在 hf 中退出登录。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>在消息中换行</translation>
    </message>
    <message>
        <source>Paste text, a picture or copied files into the message</source>
        <translation>将文本、图片或复制的文件粘贴到消息中</translation>
    </message>
    <message>
        <source>Remove the attachment that has the focus</source>
        <translation>移除当前焦点所在的附件</translation>
    </message>
    <message>
        <source>Open the picture that has the focus large</source>
        <translation>放大查看当前焦点所在的图片</translation>
    </message>
    <message>
        <source>Bring back the last message (in an empty composer)</source>
        <translation>找回上一条消息（输入框为空时）</translation>
    </message>
    <message>
        <source>Choose a preset (in an empty composer)</source>
        <translation>选择预设（输入框为空时）</translation>
    </message>
    <message>
        <source>Take the preset off (in an empty composer)</source>
        <translation>取消预设（输入框为空时）</translation>
    </message>
    <message>
        <source>Stop the answer, the loading or the recording</source>
        <translation>停止回复、加载或录音</translation>
    </message>
    <message>
        <source>Rename the conversation or the folder (in the list)</source>
        <translation>重命名对话或文件夹（在列表中）</translation>
    </message>
    <message>
        <source>Delete what is selected (in the list)</source>
        <translation>删除所选内容（在列表中）</translation>
    </message>
    <message>
        <source>Select several conversations (in the list)</source>
        <translation>选择多个对话（在列表中）</translation>
    </message>
    <message>
        <source>Unfold the folder (in the list)</source>
        <translation>展开文件夹（在列表中）</translation>
    </message>
    <message>
        <source>Fold the folder (in the list)</source>
        <translation>折叠文件夹（在列表中）</translation>
    </message>
    <message>
        <source>Move the folder up (in the list)</source>
        <translation>上移文件夹（在列表中）</translation>
    </message>
    <message>
        <source>Move the folder down (in the list)</source>
        <translation>下移文件夹（在列表中）</translation>
    </message>
</context>
<context>
    <name>MemoryRow</name>
    <message>
        <source>Stays free</source>
        <translation>剩余可用</translation>
    </message>
    <message>
        <source>{needed} needed</source>
        <translation>需要 {needed}</translation>
    </message>
    <message>
        <source>{needed} of {free} free now</source>
        <translation>需要 {needed}，当前可用 {free}</translation>
    </message>
    <message>
        <source>{total} altogether</source>
        <translation>共 {total}</translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message>
        <source>What the model takes of the memory</source>
        <translation>模型占用的内存</translation>
    </message>
    <message>
        <source>The model is at work. What it takes is shown when it has finished.</source>
        <translation>模型正在工作。完成后会显示它占用的内存。</translation>
    </message>
    <message>
        <source>Looking at what fits into the memory…</source>
        <translation>正在查看内存放得下什么…</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Previous version</source>
        <translation>上一版本</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>下一版本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy {message}</source>
        <translation>复制{message}</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Write another reply</source>
        <translation>另写一条回复</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continue the reply</source>
        <translation>继续写回复</translation>
    </message>
    <message>
        <source>Edit your message</source>
        <translation>编辑你的消息</translation>
    </message>
    <message>
        <source>Edit the reply</source>
        <translation>编辑回复</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Go on from here in a new conversation</source>
        <translation>从这里开始，在新对话中继续</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {message}</source>
        <translation>删除{message}</translation>
    </message>
    <message>
        <source>Show what the reply took</source>
        <translation>显示此回复的用量</translation>
    </message>
    <message>
        <source>Version {position} of {count}</source>
        <translation>第 {position} 版，共 {count} 版</translation>
    </message>
    <message>
        <source>Open, save, copy, or hide from the model</source>
        <translation>打开、保存、复制或对模型隐藏</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Read {message} aloud</source>
        <translation>朗读{message}</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Stop reading {message}</source>
        <translation>停止朗读{message}</translation>
    </message>
    <message>
        <source>your message</source>
        <translation>你的消息</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Film…</source>
        <translation>视频…</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message numerus="yes">
        <source>{tokens} tokens · {rate}/s · first in {seconds} s</source>
        <translation>
            <numerusform>{tokens} 个词元 · {rate}/秒 · 首个用时 {seconds} 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>{tokens} for pictures</source>
        <translation>图片占 {tokens} 个</translation>
    </message>
    <message numerus="yes">
        <source>Prompt: {tokens} tokens, {reused} of them known from before</source>
        <translation>
            <numerusform>提示词：{tokens} 个词元，其中 {reused} 个沿用之前的结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pictures: {tokens} tokens, {reused} of them known from before</source>
        <translation>
            <numerusform>图片：{tokens} 个词元，其中 {reused} 个沿用之前的结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} pictures were looked at anew</source>
        <translation>
            <numerusform>重新查看了 {count} 张图片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageColumn</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>MessageEditor</name>
    <message>
        <source>Edit the reply</source>
        <translation>编辑回复</translation>
    </message>
    <message>
        <source>Edit your message</source>
        <translation>编辑你的消息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel editing</source>
        <translation>取消编辑</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send the edited message</source>
        <translation>发送编辑后的消息</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep the edited reply</source>
        <translation>保存编辑后的回复</translation>
    </message>
    <message>
        <source>When the reply above is written</source>
        <translation>待上面的回复写完</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>The model no longer sees the messages above this line</source>
        <translation>模型已看不到此线以上的消息</translation>
    </message>
</context>
<context>
    <name>MicrophoneField</name>
    <message>
        <source>Test the microphone</source>
        <translation>测试麦克风</translation>
    </message>
    <message>
        <source>Until it is connected, the system&apos;s default is used.</source>
        <translation>在它连接之前，将使用系统默认麦克风。</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>系统默认（{name}）</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
</context>
<context>
    <name>MicrophoneLibrary</name>
    <message>
        <source>Run: {command}</source>
        <translation>运行：{command}</translation>
    </message>
    <message>
        <source>Run the set-up again.</source>
        <translation>重新运行安装程序。</translation>
    </message>
    <message>
        <source>Install the PortAudio library.</source>
        <translation>安装 PortAudio 库。</translation>
    </message>
</context>
<context>
    <name>MissingNote</name>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Look again for models</source>
        <translation>重新查找模型</translation>
    </message>
    <message>
        <source>{folder} is not there: if it is on another drive, connect it.</source>
        <translation>找不到 {folder}：如果它在其他驱动器上，请连接该驱动器。</translation>
    </message>
    <message>
        <source>{folder} are not there: if they are on another drive, connect it.</source>
        <translation>找不到 {folder}：如果它们在其他驱动器上，请连接该驱动器。</translation>
    </message>
</context>
<context>
    <name>ModelActs</name>
    <message>
        <source>{name} was deleted: {size} are free soon.</source>
        <translation>{name} 已删除：即将释放 {size}。</translation>
    </message>
    <message>
        <source>{folder} was taken out.</source>
        <translation>{folder} 已移除。</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ModelDetail</name>
    <message>
        <source>The marked model</source>
        <translation>所选模型</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Delete it ({size} free again)</source>
        <translation>删除（释放 {size}）</translation>
    </message>
    <message>
        <source>{fits}: it takes {size}</source>
        <translation>{fits}：占用 {size}</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Settings of this model</source>
        <translation>此模型的设置</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes on this model</source>
        <translation>此模型的备注</translation>
    </message>
</context>
<context>
    <name>ModelDrop</name>
    <message>
        <source>Drop to add it to the models</source>
        <translation>拖放到此处，添加到模型库</translation>
    </message>
    <message>
        <source>Drop to look for models in this folder</source>
        <translation>拖放到此处，在此文件夹中查找模型</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model files (*.gguf);;All files (*)</source>
        <translation>模型文件 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>Projectors (*.gguf);;All files (*)</source>
        <translation>视觉投影 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the part of the model that sees</source>
        <translation>选择模型的视觉投影 (mmproj)</translation>
    </message>
    <message>
        <source>Open a model file…</source>
        <translation>打开模型文件…</translation>
    </message>
    <message>
        <source>All models…</source>
        <translation>所有模型…</translation>
    </message>
    <message>
        <source>Which model?</source>
        <translation>选哪个模型？</translation>
    </message>
    <message>
        <source>Find more models…</source>
        <translation>寻找更多模型…</translation>
    </message>
    <message>
        <source>Settings of this model…</source>
        <translation>此模型的设置…</translation>
    </message>
    <message>
        <source>Choose the part that sees…</source>
        <translation>选择视觉投影 (mmproj)…</translation>
    </message>
    <message>
        <source>The projector (mmproj) that came with the model</source>
        <translation>模型附带的视觉投影 (mmproj)</translation>
    </message>
    <message>
        <source>Let it sleep now</source>
        <translation>立即休眠</translation>
    </message>
    <message>
        <source>Give its memory back; it wakes as soon as you type</source>
        <translation>归还它占用的内存；开始输入即唤醒</translation>
    </message>
    <message>
        <source>starter model</source>
        <translation>入门模型</translation>
    </message>
</context>
<context>
    <name>ModelPresenter</name>
    <message>
        <source>A very small model to begin with: quick, and often wrong.</source>
        <translation>入门用的极小模型：速度快，但经常出错。</translation>
    </message>
    <message>
        <source>Answers on this computer alone; nothing that you write leaves it.</source>
        <translation>只在这台电脑上回复；你写的内容不会离开这里。</translation>
    </message>
    <message numerus="yes">
        <source>It sees up to {size} tokens at once.</source>
        <translation>
            <numerusform>它一次最多能看到 {size} 个词元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelSettingsDialog</name>
    <message>
        <source>Settings of {name}</source>
        <translation>{name} 的设置</translation>
    </message>
    <message>
        <source>What is changed here counts for this model alone, and before the settings.</source>
        <translation>这里的更改只对此模型有效，并优先于通用设置。</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message numerus="yes">
        <source>{size} in {count} files</source>
        <translation>
            <numerusform>{size}，共 {count} 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tokens</source>
        <translation>
            <numerusform>{count} 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>最大上下文</translation>
    </message>
    <message>
        <source>Abilities</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>在本机的速度</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>也位于</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Part that sees</source>
        <translation>视觉投影</translation>
    </message>
    <message>
        <source>Came with Parley</source>
        <translation>随 Parley 附带</translation>
    </message>
    <message>
        <source>Parley</source>
        <translation>Parley</translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>LM Studio</source>
        <translation>LM Studio</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>llama.cpp</source>
        <translation>llama.cpp</translation>
    </message>
    <message>
        <source>GPT4All</source>
        <translation>GPT4All</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>Your folder</source>
        <translation>你的文件夹</translation>
    </message>
    <message>
        <source>Opened by hand</source>
        <translation>手动打开</translation>
    </message>
    <message>
        <source>Checked: every byte is as it should be.</source>
        <translation>已检查：每个字节都正确无误。</translation>
    </message>
    <message>
        <source>Damaged: some of its bytes are not as they should be. Fetch it again.</source>
        <translation>已损坏：部分字节不正确。请重新下载。</translation>
    </message>
    <message>
        <source>It was read whole without an error. No checksum of it is known.</source>
        <translation>已完整读取，没有出错。没有已知的校验和可供比对。</translation>
    </message>
    <message>
        <source>Sees pictures</source>
        <translation>能看图片</translation>
    </message>
    <message>
        <source>Hears sound</source>
        <translation>能听声音</translation>
    </message>
    <message>
        <source>Thinks first</source>
        <translation>先思考再回复</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} 词元/秒</translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message>
        <source>Models — Parley</source>
        <translation>模型 — Parley</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Look for models on this computer again</source>
        <translation>重新查找这台电脑上的模型</translation>
    </message>
    <message>
        <source>Use the model (in the list)</source>
        <translation>使用模型（在列表中）</translation>
    </message>
    <message>
        <source>Rename the model (in the list)</source>
        <translation>重命名模型（在列表中）</translation>
    </message>
    <message>
        <source>Delete the model (in the list)</source>
        <translation>删除模型（在列表中）</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Left out, as no model: {names}.</source>
        <translation>已略过，不是模型：{names}。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>MovableList</name>
    <message numerus="yes">
        <source>{count} conversations</source>
        <translation>
            <numerusform>{count} 个对话</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsLine</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>The folder could not be opened: no file manager answers.</source>
        <translation>无法打开文件夹：没有文件管理器响应。</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>No browser could be opened.</source>
        <translation>无法打开浏览器。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
</context>
<context>
    <name>OwnRow</name>
    <message>
        <source>As in the settings again</source>
        <translation>恢复为与设置相同</translation>
    </message>
    <message>
        <source>As in the settings.</source>
        <translation>与设置相同。</translation>
    </message>
</context>
<context>
    <name>PictureDesk</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
</context>
<context>
    <name>PictureTile</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message numerus="yes">
        <source>Picture, {width} × {height} pixels</source>
        <translation>
            <numerusform>图片，{width} × {height} 像素</numerusform>
        </translation>
    </message>
    <message>
        <source>The model no longer sees it.</source>
        <translation>模型已看不到它。</translation>
    </message>
    <message>
        <source>Hide from the model</source>
        <translation>对模型隐藏</translation>
    </message>
    <message>
        <source>Show to the model again</source>
        <translation>重新向模型展示</translation>
    </message>
    <message>
        <source>This picture&apos;s file is missing.</source>
        <translation>此图片的文件缺失。</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Next picture (in the large view)</source>
        <translation>下一张图片（在大图视图中）</translation>
    </message>
    <message>
        <source>Previous picture (in the large view)</source>
        <translation>上一张图片（在大图视图中）</translation>
    </message>
    <message>
        <source>Larger (in the large view)</source>
        <translation>放大（在大图视图中）</translation>
    </message>
    <message>
        <source>Smaller (in the large view)</source>
        <translation>缩小（在大图视图中）</translation>
    </message>
    <message>
        <source>All of the picture (in the large view)</source>
        <translation>显示整张图片（在大图视图中）</translation>
    </message>
    <message>
        <source>Each pixel as large as it is (in the large view)</source>
        <translation>按实际像素显示（在大图视图中）</translation>
    </message>
    <message>
        <source>Save the picture (in the large view)</source>
        <translation>保存图片（在大图视图中）</translation>
    </message>
    <message>
        <source>Copy the picture (in the large view)</source>
        <translation>复制图片（在大图视图中）</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Show the folder: {place}</source>
        <translation>显示文件夹：{place}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message numerus="yes">
        <source>{layers} of {all_layers} layers</source>
        <translation>
            <numerusform>{layers} / {all_layers} 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{threads} threads</source>
        <translation>
            <numerusform>{threads} 个线程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model sees up to {size} tokens</source>
        <translation>
            <numerusform>模型最多能看到 {size} 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Context {size} tokens</source>
        <translation>
            <numerusform>上下文 {size} 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>The shortest context</source>
        <translation>最短的上下文</translation>
    </message>
    <message>
        <source>A longer context does not fit into the memory.</source>
        <translation>内存放不下更长的上下文。</translation>
    </message>
    <message>
        <source>The model is made for no longer one.</source>
        <translation>模型不支持更长的上下文。</translation>
    </message>
    <message numerus="yes">
        <source>A context of {wanted} tokens does not fit into the memory: it will be {size}.</source>
        <translation>
            <numerusform>内存放不下 {wanted} 个词元的上下文：将改为 {size} 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{size} too much: with a context of {tokens} tokens it would fit.</source>
        <translation>
            <numerusform>超出 {size}：上下文为 {tokens} 个词元时放得下。</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} too much: close other programs, or choose a smaller model.</source>
        <translation>超出 {size}：请关闭其他程序，或选择更小的模型。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Context (KV cache)</source>
        <translation>上下文（KV 缓存）</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Parley itself</source>
        <translation>Parley 自身</translation>
    </message>
    <message>
        <source>the graphics cards</source>
        <translation>显卡</translation>
    </message>
    <message numerus="yes">
        <source>all {all_layers} layers on the processor</source>
        <translation>
            <numerusform>全部 {all_layers} 层在处理器上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all {all_layers} layers on {card}</source>
        <translation>
            <numerusform>全部 {all_layers} 层在 {card} 上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{layers} of {all_layers} layers on {card}, the others on the processor</source>
        <translation>
            <numerusform>{all_layers} 层中有 {layers} 层在 {card} 上，其余在处理器上</numerusform>
        </translation>
    </message>
    <message>
        <source>KV cache of type {type}</source>
        <translation>{type} 类型的 KV 缓存</translation>
    </message>
    <message>
        <source>{bits}-bit KV cache</source>
        <translation>{bits} 位 KV 缓存</translation>
    </message>
    <message>
        <source>Main memory</source>
        <translation>主内存</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Into English, and from English into the language you name.</source>
        <translation>译成英语；英语则译成你指定的语言。</translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation>总结</translation>
    </message>
    <message>
        <source>What a long text says, in a few lines.</source>
        <translation>用几行文字说明长文的内容。</translation>
    </message>
    <message>
        <source>Explain code</source>
        <translation>解释代码</translation>
    </message>
    <message>
        <source>What a piece of code does, step by step.</source>
        <translation>逐步说明一段代码的作用。</translation>
    </message>
    <message>
        <source>Write code</source>
        <translation>编写代码</translation>
    </message>
    <message>
        <source>Code that does what you describe, with few words around it.</source>
        <translation>按你的描述编写代码，少说废话。</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Corrects mistakes and changes nothing else.</source>
        <translation>只改正错误，不改动其他内容。</translation>
    </message>
    <message>
        <source>Simpler words</source>
        <translation>简化用词</translation>
    </message>
    <message>
        <source>The same text, easier to read.</source>
        <translation>内容不变，更易读懂。</translation>
    </message>
    <message>
        <source>Write an e-mail</source>
        <translation>写电子邮件</translation>
    </message>
    <message>
        <source>From a few notes, ready to be sent.</source>
        <translation>根据几条要点写成，可直接发送。</translation>
    </message>
    <message>
        <source>Tutor</source>
        <translation>辅导老师</translation>
    </message>
    <message>
        <source>Helps you to find the answer yourself.</source>
        <translation>帮助你自己找到答案。</translation>
    </message>
    <message>
        <source>Brainstorm</source>
        <translation>头脑风暴</translation>
    </message>
    <message>
        <source>Ten ideas, some of them unusual.</source>
        <translation>十个点子，其中有些不同寻常。</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>闲聊</translation>
    </message>
    <message>
        <source>A friendly conversation in short answers.</source>
        <translation>轻松友好的对话，回复简短。</translation>
    </message>
    <message>
        <source>Extract to JSON</source>
        <translation>提取为 JSON</translation>
    </message>
    <message>
        <source>People, places, dates and amounts of a text, as data.</source>
        <translation>提取文本中的人物、地点、日期和金额，作为数据输出。</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>The mood, topic and urgency of a text, as data.</source>
        <translation>判断文本的情绪、主题和紧急程度，作为数据输出。</translation>
    </message>
</context>
<context>
    <name>PresetChip</name>
    <message>
        <source>Take the preset off</source>
        <translation>取消预设</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>预设：{name}</translation>
    </message>
    <message>
        <source>Take {name} off</source>
        <translation>取消 {name}</translation>
    </message>
</context>
<context>
    <name>PresetDialog</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>新建预设</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>{name} 已删除。</translation>
    </message>
    <message>
        <source>Added: {names}.</source>
        <translation>已添加：{names}。</translation>
    </message>
    <message>
        <source>All of them are here.</source>
        <translation>所有预设都已存在。</translation>
    </message>
    <message>
        <source>Written to {name}.</source>
        <translation>已写入 {name}。</translation>
    </message>
    <message>
        <source>Presets (*.toml *.json);;All files (*)</source>
        <translation>预设 (*.toml *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>导入预设</translation>
    </message>
    <message>
        <source>Presets (*.toml)</source>
        <translation>预设 (*.toml)</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use this preset in the conversation</source>
        <translation>在对话中使用此预设</translation>
    </message>
</context>
<context>
    <name>PresetEditor</name>
    <message>
        <source>It came with Parley. Duplicate it to change it.</source>
        <translation>它随 Parley 提供。要修改请先复制一份。</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>自由文本</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要名称。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the model is told, in place of the system prompt.</source>
        <translation>代替系统提示词告诉模型的内容。</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON 模式</translation>
    </message>
    <message>
        <source>Answers are JSON that keeps to it, and nothing else.</source>
        <translation>回复只会是符合此模式的 JSON，没有其他内容。</translation>
    </message>
</context>
<context>
    <name>PresetPopup</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>All presets…</source>
        <translation>所有预设…</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The file {name} is not there any more.</source>
        <translation>文件 {name} 已不存在。</translation>
    </message>
    <message>
        <source>Choose another file, or bring back its folder or drive.</source>
        <translation>请选择其他文件，或恢复它所在的文件夹或磁盘。</translation>
    </message>
    <message>
        <source>Parley may not read the file {name}.</source>
        <translation>Parley 无权读取文件 {name}。</translation>
    </message>
    <message>
        <source>Allow your user to read the file, or choose another one.</source>
        <translation>请允许你的用户账户读取此文件，或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} 是文件夹。</translation>
    </message>
    <message>
        <source>Open it and attach the files that matter.</source>
        <translation>请打开它并附加需要的文件。</translation>
    </message>
    <message>
        <source>{name} holds no text that Parley can read.</source>
        <translation>{name} 中没有 Parley 能读取的文本。</translation>
    </message>
    <message>
        <source>Save it as PDF, as Word (.docx) or as plain text with the program that made it, and attach that.</source>
        <translation>请用制作它的程序另存为 PDF、Word (.docx) 或纯文本，然后附加。</translation>
    </message>
    <message>
        <source>There is no text in {name}.</source>
        <translation>{name} 中没有文本。</translation>
    </message>
    <message>
        <source>See whether it is the right file: there is nothing in it to show the model.</source>
        <translation>请确认文件是否正确：其中没有可以给模型看的内容。</translation>
    </message>
    <message>
        <source>The file {name} is damaged or incomplete.</source>
        <translation>文件 {name} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>Copy or download it again; the details say what is wrong with it.</source>
        <translation>请重新复制或下载；详细信息说明了问题所在。</translation>
    </message>
    <message>
        <source>{name} is locked with a password.</source>
        <translation>{name} 有密码保护。</translation>
    </message>
    <message>
        <source>Open it with another program, save it there without the password, and attach that.</source>
        <translation>请用其他程序打开，去掉密码后另存，再附加。</translation>
    </message>
    <message>
        <source>{name} holds only pictures of text, and no text itself.</source>
        <translation>{name} 中只有文字的图像，没有文本本身。</translation>
    </message>
    <message>
        <source>Attach a screenshot of the page that matters, for a model that can see, or have the text recognised by another program.</source>
        <translation>请把需要的页面截图，附加给能看图片的模型，或用其他程序识别文字。</translation>
    </message>
    <message>
        <source>The file {name} is too large to be read.</source>
        <translation>文件 {name} 太大，无法读取。</translation>
    </message>
    <message>
        <source>Attach a part of it: files up to 100 MB, with 10 MB of text and 10,000 pages, can be read.</source>
        <translation>请附加其中一部分：可读取不超过 100 MB、文本不超过 10 MB、不超过 10,000 页的文件。</translation>
    </message>
    <message>
        <source>The text of {name} could not be read in three minutes.</source>
        <translation>三分钟内未能读完 {name} 的文本。</translation>
    </message>
    <message>
        <source>Save the pages that matter as a file of their own with another program, and attach that.</source>
        <translation>请用其他程序把需要的页面另存为文件，再附加。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the text of {name}.</source>
        <translation>磁盘空间不足，无法保存 {name} 的文本。</translation>
    </message>
    <message>
        <source>Free some space, then add it again.</source>
        <translation>请腾出一些空间，然后重新添加。</translation>
    </message>
    <message>
        <source>The text of {name} could not be written to the disk.</source>
        <translation>{name} 的文本无法写入磁盘。</translation>
    </message>
    <message>
        <source>See that the data folder exists and may be written to, then try again.</source>
        <translation>请确认数据文件夹存在且可写入，然后重试。</translation>
    </message>
    <message>
        <source>The text of {name} is not there any more.</source>
        <translation>{name} 的文本已不存在。</translation>
    </message>
    <message>
        <source>If you have the file elsewhere, attach it again in a new message.</source>
        <translation>如果别处还有此文件，请在新消息中重新附加。</translation>
    </message>
    <message>
        <source>The part of Parley that reads files broke off over {name}, twice.</source>
        <translation>Parley 读取文件的部分在处理 {name} 时两次中断。</translation>
    </message>
    <message>
        <source>Save it anew with another program, and attach that; the details say what happened.</source>
        <translation>请用其他程序重新保存，再附加；详细信息说明了经过。</translation>
    </message>
    <message>
        <source>The model stopped unexpectedly ({cause}).</source>
        <translation>模型意外停止（{cause}）。</translation>
    </message>
    <message>
        <source>What it wrote is kept, and it starts again with your next message.</source>
        <translation>已写的内容会保留，发送下一条消息时模型会重新启动。</translation>
    </message>
    <message>
        <source>{name} could not be loaded: the engine stopped over it ({cause}).</source>
        <translation>无法加载 {name}：引擎在处理它时停止（{cause}）。</translation>
    </message>
    <message>
        <source>The file is probably damaged: fetch it again, or choose another one. If it is sound, use the processor alone.</source>
        <translation>文件可能已损坏：请重新下载或选择其他文件。如果文件完好，请只用处理器。</translation>
    </message>
    <message>
        <source>{name} stopped unexpectedly twice in a row ({cause}).</source>
        <translation>{name} 连续两次意外停止（{cause}）。</translation>
    </message>
    <message>
        <source>Try a smaller context, or choose another model file.</source>
        <translation>请尝试较小的上下文，或选择其他模型文件。</translation>
    </message>
    <message>
        <source>The system ended the model, most likely because memory ran out.</source>
        <translation>系统结束了模型，很可能是内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, use a smaller context, or choose a smaller model.</source>
        <translation>请关闭其他程序，使用较小的上下文，或选择较小的模型。</translation>
    </message>
    <message>
        <source>{device} stopped answering, and the model with it.</source>
        <translation>{device} 停止响应，模型也随之停止。</translation>
    </message>
    <message>
        <source>What it wrote is kept; try again, or use the processor alone.</source>
        <translation>已写的内容会保留；请重试，或只用处理器。</translation>
    </message>
    <message>
        <source>This computer&apos;s processor lacks instructions that this build of Parley needs.</source>
        <translation>这台电脑的处理器缺少此版 Parley 所需的指令。</translation>
    </message>
    <message>
        <source>Where Parley runs from its sources, run the set-up on this computer; else please report it.</source>
        <translation>如果 Parley 是从源代码运行的，请在这台电脑上运行安装程序；否则请报告此问题。</translation>
    </message>
    <message>
        <source>The model did not answer a Stop and was ended.</source>
        <translation>模型没有响应停止，已被结束。</translation>
    </message>
    <message>
        <source>The part of Parley that runs the model could not be started.</source>
        <translation>Parley 运行模型的部分无法启动。</translation>
    </message>
    <message>
        <source>Run the set-up again; the details say what is missing.</source>
        <translation>请重新运行安装程序；详细信息说明了缺少什么。</translation>
    </message>
    <message>
        <source>The model could not go on with this reply.</source>
        <translation>模型无法继续这条回复。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, choose another model.</source>
        <translation>请重试；如果再次发生，请选择其他模型。</translation>
    </message>
    <message>
        <source>A part of Parley stopped unexpectedly ({cause}).</source>
        <translation>Parley 的一个部分意外停止（{cause}）。</translation>
    </message>
    <message>
        <source>Try again: it starts anew, and nothing that you said or wrote is lost.</source>
        <translation>请重试：它会重新启动，你说过或写下的内容不会丢失。</translation>
    </message>
    <message>
        <source>A part of Parley stopped unexpectedly twice in a row ({cause}).</source>
        <translation>Parley 的一个部分连续两次意外停止（{cause}）。</translation>
    </message>
    <message>
        <source>Choose another voice model or microphone in the settings.</source>
        <translation>请在设置中选择其他语音模型或麦克风。</translation>
    </message>
    <message>
        <source>The system ended a part of Parley, most likely because memory ran out.</source>
        <translation>系统结束了 Parley 的一个部分，很可能是内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller voice model.</source>
        <translation>请关闭其他程序，或选择较小的语音模型。</translation>
    </message>
    <message>
        <source>A part of Parley did not answer a Stop and was ended.</source>
        <translation>Parley 的一个部分没有响应停止，已被结束。</translation>
    </message>
    <message>
        <source>A part of Parley could not be started.</source>
        <translation>Parley 的一个部分无法启动。</translation>
    </message>
    <message>
        <source>There is no conversation to export.</source>
        <translation>没有可导出的对话。</translation>
    </message>
    <message>
        <source>Choose one that is not deleted.</source>
        <translation>请选择未删除的对话。</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>{name} 无法写入。</translation>
    </message>
    <message>
        <source>See that the folder exists and may be written to, or choose another one.</source>
        <translation>请确认文件夹存在且可写入，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for {name}.</source>
        <translation>磁盘空间不足，无法写入 {name}。</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>请腾出一些空间，或选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Pictures and texts whose files are gone were left out of {name}.</source>
        <translation>{name} 中缺少了文件已不存在的图片和文本。</translation>
    </message>
    <message>
        <source>The messages are all there.</source>
        <translation>消息都完整保留。</translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation>无法打开 {name}。</translation>
    </message>
    <message>
        <source>See that the file is there and that you may read it.</source>
        <translation>请确认文件存在且你有权读取。</translation>
    </message>
    <message>
        <source>There are no conversations in {name} that Parley knows how to read.</source>
        <translation>{name} 中没有 Parley 能读取的对话。</translation>
    </message>
    <message>
        <source>Parley reads its own JSON and the exports of ChatGPT, Claude and Open WebUI, as .json or .zip.</source>
        <translation>Parley 可读取自己的 JSON 以及 ChatGPT、Claude 和 Open WebUI 的导出文件（.json 或 .zip）。</translation>
    </message>
    <message>
        <source>{name} was written by a newer Parley.</source>
        <translation>{name} 由更新版本的 Parley 写入。</translation>
    </message>
    <message>
        <source>Nothing was imported. Install the newer Parley to read it.</source>
        <translation>没有导入任何内容。请安装新版 Parley 再读取。</translation>
    </message>
    <message>
        <source>{name} is damaged: {place}.</source>
        <translation>{name} 已损坏：{place}。</translation>
    </message>
    <message>
        <source>Nothing was imported. Download or export the file again.</source>
        <translation>没有导入任何内容。请重新下载或导出文件。</translation>
    </message>
    <message>
        <source>{name} is larger than any file with conversations: {place}.</source>
        <translation>{name} 超过了对话文件应有的大小：{place}。</translation>
    </message>
    <message>
        <source>Nothing was imported. Unpack it with another program to see what is in it.</source>
        <translation>没有导入任何内容。请用其他程序解压，查看其中的内容。</translation>
    </message>
    <message>
        <source>The conversations of {name} could not be saved.</source>
        <translation>{name} 中的对话无法保存。</translation>
    </message>
    <message>
        <source>Nothing was imported. See that there is space on the disk, then try again.</source>
        <translation>没有导入任何内容。请确认磁盘有空间，然后重试。</translation>
    </message>
    <message>
        <source>Not all pictures and files of {name} could be read.</source>
        <translation>{name} 中的图片和文件未能全部读取。</translation>
    </message>
    <message>
        <source>The messages are all there. What an export leaves out cannot come with it.</source>
        <translation>消息都完整保留。导出时略去的内容无法随之导入。</translation>
    </message>
    <message>
        <source>It is shown as it was written, and can be copied.</source>
        <translation>它按原样显示，可以复制。</translation>
    </message>
    <message>
        <source>This formula uses {name}, which Parley cannot draw.</source>
        <translation>此公式使用了 Parley 无法绘制的 {name}。</translation>
    </message>
    <message>
        <source>This formula is not written as LaTeX asks for.</source>
        <translation>此公式不符合 LaTeX 的写法。</translation>
    </message>
    <message>
        <source>The font for formulas has no {name}.</source>
        <translation>公式字体中没有 {name}。</translation>
    </message>
    <message>
        <source>This formula is too large to be drawn.</source>
        <translation>此公式太大，无法绘制。</translation>
    </message>
    <message>
        <source>Drawing this formula takes too long.</source>
        <translation>绘制此公式用时太长。</translation>
    </message>
    <message>
        <source>What draws formulas does not work at the moment.</source>
        <translation>绘制公式的部分目前无法工作。</translation>
    </message>
    <message>
        <source>Parley is set to stay offline.</source>
        <translation>Parley 已设置为保持离线。</translation>
    </message>
    <message>
        <source>Models on this computer work as ever; allow it in the settings to find others.</source>
        <translation>这台电脑上的模型照常可用；要查找其他模型，请在设置中允许联网。</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>无法连接 {host}。</translation>
    </message>
    <message>
        <source>See that this computer is online, and whether the settings name the right proxy, then try again.</source>
        <translation>请确认这台电脑已联网、设置中的代理正确，然后重试。</translation>
    </message>
    <message>
        <source>{host} has too much to do at the moment ({status}).</source>
        <translation>{host} 目前过于繁忙（{status}）。</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>请过一分钟再试。</translation>
    </message>
    <message>
        <source>What {host} answers is not what the Hub would say.</source>
        <translation>{host} 的回复不像是 Hub 会给出的。</translation>
    </message>
    <message>
        <source>If this network wants you to log in, do that in a browser, then try again.</source>
        <translation>如果此网络要求登录，请在浏览器中登录，然后重试。</translation>
    </message>
    <message>
        <source>{address} is no address that can be asked safely.</source>
        <translation>{address} 不是可以安全访问的地址。</translation>
    </message>
    <message>
        <source>Take one that begins with https://, or none for the Hub itself.</source>
        <translation>请使用以 https:// 开头的地址，或留空以使用 Hub 本身。</translation>
    </message>
    <message>
        <source>{address} is no address of a proxy that Parley can go through.</source>
        <translation>{address} 不是 Parley 能使用的代理地址。</translation>
    </message>
    <message>
        <source>Write it as in http://proxy:8080, or leave it empty.</source>
        <translation>请写成 http://proxy:8080 的形式，或留空。</translation>
    </message>
    <message>
        <source>There is no {repo} on the Hub, or you are not allowed to see it.</source>
        <translation>Hub 上没有 {repo}，或你无权查看。</translation>
    </message>
    <message>
        <source>Search for it; if it is a private one, log in first.</source>
        <translation>请搜索它；如果是私有的，请先登录。</translation>
    </message>
    <message>
        <source>{repo} has no GGUF file: it is not made for llama.cpp.</source>
        <translation>{repo} 没有 GGUF 文件：它不是为 llama.cpp 制作的。</translation>
    </message>
    <message>
        <source>Search for its name with GGUF: somebody may have converted it.</source>
        <translation>请搜索它的名称加 GGUF：可能有人转换过。</translation>
    </message>
    <message>
        <source>{repo} has no {wanted}.</source>
        <translation>{repo} 没有 {wanted}。</translation>
    </message>
    <message>
        <source>Choose one of: {there}.</source>
        <translation>请选择其中之一：{there}。</translation>
    </message>
    <message>
        <source>{host} names no checksum of {name}, so nobody could tell whether it arrived whole.</source>
        <translation>{host} 没有给出 {name} 的校验和，因此无法判断下载是否完整。</translation>
    </message>
    <message>
        <source>Fetch it from the Hub itself instead of a mirror.</source>
        <translation>请从 Hub 本身而不是镜像下载。</translation>
    </message>
    <message>
        <source>{repo} has a file whose name could not be kept safely: {name}.</source>
        <translation>{repo} 中有一个文件的名称无法安全保存：{name}。</translation>
    </message>
    <message>
        <source>Look for the same model in another repository.</source>
        <translation>请在其他仓库中寻找相同的模型。</translation>
    </message>
    <message>
        <source>{repo} is handed out only to those who have agreed to its licence.</source>
        <translation>{repo} 只提供给已同意其许可证的人。</translation>
    </message>
    <message>
        <source>Agree on its page on the Hub, then log in here.</source>
        <translation>请在 Hub 上它的页面中同意，然后在这里登录。</translation>
    </message>
    <message>
        <source>{host} does not accept this token.</source>
        <translation>{host} 不接受此令牌。</translation>
    </message>
    <message>
        <source>Copy it once more from your settings on the Hub; it begins with hf_.</source>
        <translation>请从你在 Hub 的设置中重新复制；它以 hf_ 开头。</translation>
    </message>
    <message>
        <source>This system has no keyring in which a token could be kept.</source>
        <translation>此系统没有可保存令牌的密钥环。</translation>
    </message>
    <message>
        <source>Start Parley with the token in HF_TOKEN, or log in once with the program hf.</source>
        <translation>请用 HF_TOKEN 中的令牌启动 Parley，或用 hf 程序登录一次。</translation>
    </message>
    <message>
        <source>What {host} answers says nothing of a newer Parley.</source>
        <translation>{host} 的回复中没有新版 Parley 的信息。</translation>
    </message>
    <message>
        <source>Look at the page where Parley is published.</source>
        <translation>请查看 Parley 发布的页面。</translation>
    </message>
    <message>
        <source>The part of Parley that asks the Hub stopped unexpectedly twice ({cause}).</source>
        <translation>Parley 查询 Hub 的部分两次意外停止（{cause}）。</translation>
    </message>
    <message>
        <source>Try again; if it stops once more, the log says what it was doing.</source>
        <translation>请重试；如果再次停止，日志会说明它当时在做什么。</translation>
    </message>
    <message>
        <source>The system ended the part of Parley that asks the Hub, most likely because memory ran out.</source>
        <translation>系统结束了 Parley 查询 Hub 的部分，很可能是内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>The folder {folder} is not there at the moment.</source>
        <translation>文件夹 {folder} 目前不存在。</translation>
    </message>
    <message>
        <source>If it is on another drive, connect it; its models are listed again then.</source>
        <translation>如果它在其他磁盘上，请连接该磁盘；其中的模型会重新列出。</translation>
    </message>
    <message>
        <source>{name} could not be deleted.</source>
        <translation>无法删除 {name}。</translation>
    </message>
    <message>
        <source>Close other programs that use it, or delete it in its folder yourself.</source>
        <translation>请关闭使用它的其他程序，或自己到文件夹中删除。</translation>
    </message>
    <message>
        <source>{name} belongs to another program, and Parley leaves it as it is.</source>
        <translation>{name} 属于其他程序，Parley 不会改动它。</translation>
    </message>
    <message>
        <source>Delete it there.</source>
        <translation>请在那个程序中删除。</translation>
    </message>
    <message>
        <source>{name} is in the folder for models already, as {other}.</source>
        <translation>{name} 已在模型文件夹中，名为 {other}。</translation>
    </message>
    <message>
        <source>The file that you chose was left where it is.</source>
        <translation>你选择的文件留在原处。</translation>
    </message>
    <message>
        <source>{name} could not be brought into the folder for models.</source>
        <translation>{name} 无法放入模型文件夹。</translation>
    </message>
    <message>
        <source>See that there is room in it and that it may be written to, then try again.</source>
        <translation>请确认其中有空间且可写入，然后重试。</translation>
    </message>
    <message>
        <source>{name} cannot be linked from the folder for models.</source>
        <translation>无法从模型文件夹链接 {name}。</translation>
    </message>
    <message>
        <source>Copy or move it instead.</source>
        <translation>请改为复制或移动。</translation>
    </message>
    <message>
        <source>There is no model {name} on this computer.</source>
        <translation>这台电脑上没有模型 {name}。</translation>
    </message>
    <message>
        <source>`parley models list` shows those that there are.</source>
        <translation>`parley models list` 会列出现有的模型。</translation>
    </message>
    <message>
        <source>Several models are called {name}.</source>
        <translation>有多个模型名为 {name}。</translation>
    </message>
    <message>
        <source>Name the file with its folder.</source>
        <translation>请连同文件夹一起写出文件名。</translation>
    </message>
    <message>
        <source>The file with the names and settings of your models was damaged. It was set aside as {name}.</source>
        <translation>保存模型名称和设置的文件已损坏。它已另存为 {name}。</translation>
    </message>
    <message>
        <source>The models themselves are unharmed.</source>
        <translation>模型本身没有受损。</translation>
    </message>
    <message>
        <source>The names and settings of your models could not be saved.</source>
        <translation>模型的名称和设置无法保存。</translation>
    </message>
    <message>
        <source>See that the data folder has room and may be written to.</source>
        <translation>请确认数据文件夹有空间且可写入。</translation>
    </message>
    <message>
        <source>The file with your presets was damaged. It was set aside as {name}.</source>
        <translation>保存预设的文件已损坏。它已另存为 {name}。</translation>
    </message>
    <message>
        <source>Those that came with Parley are still there.</source>
        <translation>随 Parley 提供的预设仍在。</translation>
    </message>
    <message>
        <source>Your presets could not be saved.</source>
        <translation>你的预设无法保存。</translation>
    </message>
    <message>
        <source>{name} holds no presets that Parley can read.</source>
        <translation>{name} 中没有 Parley 能读取的预设。</translation>
    </message>
    <message>
        <source>Choose a file that was exported by Parley.</source>
        <translation>请选择由 Parley 导出的文件。</translation>
    </message>
    <message>
        <source>The preset {preset} cannot be used as {name} has it.</source>
        <translation>{name} 中的预设 {preset} 无法使用。</translation>
    </message>
    <message>
        <source>Correct it there; the other presets are unharmed.</source>
        <translation>请在文件中更正；其他预设没有受损。</translation>
    </message>
    <message>
        <source>{name} says things of presets that this Parley does not know: {keys}.</source>
        <translation>{name} 中有此版 Parley 不认识的预设项目：{keys}。</translation>
    </message>
    <message>
        <source>The presets work without; look for slips of the pen in it.</source>
        <translation>没有它们预设也能工作；请检查是否有笔误。</translation>
    </message>
    <message>
        <source>There is no preset {name}.</source>
        <translation>没有预设 {name}。</translation>
    </message>
    <message>
        <source>The preset {preset} of this conversation is gone.</source>
        <translation>此对话的预设 {preset} 已不存在。</translation>
    </message>
    <message>
        <source>The conversation goes on without; type / to choose another one.</source>
        <translation>对话将不用预设继续；输入 / 可选择其他预设。</translation>
    </message>
    <message>
        <source>The schema of this preset cannot be kept to.</source>
        <translation>无法遵守此预设的模式。</translation>
    </message>
    <message>
        <source>Correct it in the preset, or leave it empty for free text.</source>
        <translation>请在预设中更正，或留空以使用自由文本。</translation>
    </message>
    <message>
        <source>The list of what is being fetched was damaged. It was set aside as {name}.</source>
        <translation>下载列表已损坏。它已另存为 {name}。</translation>
    </message>
    <message>
        <source>Fetch the model again: what has come of it is still there.</source>
        <translation>请重新下载模型：已下载的部分还在。</translation>
    </message>
    <message>
        <source>The list of what is being fetched could not be saved.</source>
        <translation>下载列表无法保存。</translation>
    </message>
    <message>
        <source>Fetching goes on, but will not be taken up again by itself after a restart.</source>
        <translation>下载会继续，但重新启动后不会自动恢复。</translation>
    </message>
    <message>
        <source>See that this computer is online, then go on: what has come stays.</source>
        <translation>请确认这台电脑已联网，然后继续：已下载的部分会保留。</translation>
    </message>
    <message>
        <source>{host} does not hand out {name} ({status}).</source>
        <translation>{host} 不提供 {name}（{status}）。</translation>
    </message>
    <message>
        <source>Try again later, or fetch another one.</source>
        <translation>请稍后再试，或下载其他文件。</translation>
    </message>
    <message>
        <source>What {host} hands out is not {name}.</source>
        <translation>{host} 提供的不是 {name}。</translation>
    </message>
    <message>
        <source>{name} arrived damaged and was thrown away.</source>
        <translation>下载的 {name} 已损坏，已被丢弃。</translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation>请重新下载。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for {name}: {needed} are missing.</source>
        <translation>磁盘空间不足，无法存放 {name}：还缺 {needed}。</translation>
    </message>
    <message>
        <source>Free some space, then go on: what has come stays.</source>
        <translation>请腾出一些空间，然后继续：已下载的部分会保留。</translation>
    </message>
    <message>
        <source>{name} is larger than any file may be on the drive of the folder for models.</source>
        <translation>{name} 超过了模型文件夹所在磁盘允许的最大文件大小。</translation>
    </message>
    <message>
        <source>Choose a folder on another drive; one formatted as FAT32 takes at most 4 GB a file.</source>
        <translation>请选择其他磁盘上的文件夹；FAT32 格式的单个文件最大 4 GB。</translation>
    </message>
    <message>
        <source>Fetching {name} stopped unexpectedly.</source>
        <translation>下载 {name} 意外停止。</translation>
    </message>
    <message>
        <source>Go on: what has come stays. The details say what happened.</source>
        <translation>请继续：已下载的部分会保留。详细信息说明了经过。</translation>
    </message>
    <message>
        <source>{name} could not be written to the disk.</source>
        <translation>{name} 无法写入磁盘。</translation>
    </message>
    <message>
        <source>See that the folder for models exists and may be written to, then try again.</source>
        <translation>请确认模型文件夹存在且可写入，然后重试。</translation>
    </message>
    <message>
        <source>Close other programs that use it, or delete it in the folder for models yourself.</source>
        <translation>请关闭使用它的其他程序，或自己到模型文件夹中删除。</translation>
    </message>
    <message>
        <source>The file with your conversations was damaged. It was set aside as {name}, and a new one was begun.</source>
        <translation>保存对话的文件已损坏。它已另存为 {name}，并新建了一个文件。</translation>
    </message>
    <message>
        <source>The old file is kept unchanged beside the new one.</source>
        <translation>旧文件原样保留在新文件旁边。</translation>
    </message>
    <message>
        <source>Your conversations were written by a newer Parley and are left untouched as {name}.</source>
        <translation>你的对话由更新版本的 Parley 写入，已原样保留为 {name}。</translation>
    </message>
    <message>
        <source>Install the newer Parley to see them; meanwhile a new file is used.</source>
        <translation>请安装新版 Parley 查看它们；在此期间使用新文件。</translation>
    </message>
    <message>
        <source>The disk is full, so your last words could not be saved.</source>
        <translation>磁盘已满，你最后的内容无法保存。</translation>
    </message>
    <message>
        <source>Free some space and try again; everything older is safe.</source>
        <translation>请腾出一些空间后重试；更早的内容都安全。</translation>
    </message>
    <message>
        <source>Your conversations could not be saved.</source>
        <translation>你的对话无法保存。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the temporary conversation.</source>
        <translation>磁盘空间不足，无法保留此临时对话。</translation>
    </message>
    <message>
        <source>Free some space, then keep it again. Nothing of it is lost as long as it is open.</source>
        <translation>请腾出一些空间，然后再次保留。只要对话还开着，就不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The temporary conversation could not be kept.</source>
        <translation>无法保留此临时对话。</translation>
    </message>
    <message>
        <source>See that the data folder exists and may be written to, then keep it again. Nothing of it is lost as long as it is open.</source>
        <translation>请确认数据文件夹存在且可写入，然后再次保留。只要对话还开着，就不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The file with your conversations, {name}, could not be read.</source>
        <translation>无法读取保存对话的文件 {name}。</translation>
    </message>
    <message>
        <source>Start Parley again: it sets a damaged file aside and begins a new one.</source>
        <translation>请重新启动 Parley：它会另存损坏的文件并新建一个。</translation>
    </message>
    <message>
        <source>The settings file could not be read. It was set aside as {name}, and the defaults are used.</source>
        <translation>设置文件无法读取。它已另存为 {name}，现在使用默认设置。</translation>
    </message>
    <message>
        <source>The old file is kept beside the new one.</source>
        <translation>旧文件保留在新文件旁边。</translation>
    </message>
    <message>
        <source>The setting {key} has a value that Parley cannot use, so its default is used.</source>
        <translation>设置 {key} 的值无法被 Parley 使用，因此使用默认值。</translation>
    </message>
    <message>
        <source>Choose it again in the settings.</source>
        <translation>请在设置中重新选择。</translation>
    </message>
    <message>
        <source>Your settings could not be saved.</source>
        <translation>你的设置无法保存。</translation>
    </message>
    <message>
        <source>See that there is space and that the folder may be written to.</source>
        <translation>请确认有空间且文件夹可写入。</translation>
    </message>
    <message>
        <source>Something went wrong inside Parley.</source>
        <translation>Parley 内部出了问题。</translation>
    </message>
    <message>
        <source>Your conversation is safe; the details help those who mend it.</source>
        <translation>你的对话是安全的；详细信息有助于修复。</translation>
    </message>
    <message>
        <source>No model is chosen yet.</source>
        <translation>还没有选择模型。</translation>
    </message>
    <message>
        <source>Choose a model file (.gguf) on this computer.</source>
        <translation>请选择这台电脑上的模型文件 (.gguf)。</translation>
    </message>
    <message>
        <source>The model file {name} is not there any more.</source>
        <translation>模型文件 {name} 已不存在。</translation>
    </message>
    <message>
        <source>Parley may not read the model file {name}.</source>
        <translation>Parley 无权读取模型文件 {name}。</translation>
    </message>
    <message>
        <source>{name} is not a GGUF model file.</source>
        <translation>{name} 不是 GGUF 模型文件。</translation>
    </message>
    <message>
        <source>Choose a file that ends in .gguf; perhaps a web page was saved in its place.</source>
        <translation>请选择以 .gguf 结尾的文件；可能误存成了网页。</translation>
    </message>
    <message>
        <source>The model file {name} is incomplete: a part of it is missing.</source>
        <translation>模型文件 {name} 不完整：缺少一部分。</translation>
    </message>
    <message>
        <source>Download the file again, or choose another one.</source>
        <translation>请重新下载此文件，或选择其他文件。</translation>
    </message>
    <message>
        <source>The model file {name} is damaged and cannot be loaded.</source>
        <translation>模型文件 {name} 已损坏，无法加载。</translation>
    </message>
    <message>
        <source>{name} is written in a version of GGUF that this Parley does not read.</source>
        <translation>{name} 所用的 GGUF 版本，此版 Parley 无法读取。</translation>
    </message>
    <message>
        <source>Look for a newer copy of the model, or install a newer Parley.</source>
        <translation>请寻找此模型更新的副本，或安装新版 Parley。</translation>
    </message>
    <message>
        <source>{name} holds no model, but something that belongs to one.</source>
        <translation>{name} 中不是模型，而是模型的附属内容。</translation>
    </message>
    <message>
        <source>Choose the model file itself; this one may be an adapter (LoRA), statistics or a vocabulary.</source>
        <translation>请选择模型文件本身；这个可能是适配器 (LoRA)、统计数据或词表。</translation>
    </message>
    <message>
        <source>Loading {name} did not come to an end last time, so it is not loaded by itself.</source>
        <translation>上次加载 {name} 没有完成，因此不会自动加载。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use the processor alone, a smaller context or another model.</source>
        <translation>请重试；如果再次发生，请只用处理器、较小的上下文或其他模型。</translation>
    </message>
    <message>
        <source>{name} is the picture part (projector) of a model, not a model to talk with.</source>
        <translation>{name} 是模型的图像部分（视觉投影），不能用来对话。</translation>
    </message>
    <message>
        <source>Choose the model file that it belongs to.</source>
        <translation>请选择它所属的模型文件。</translation>
    </message>
    <message>
        <source>{name} cannot answer: models of the kind “{architecture}” are made for something else.</source>
        <translation>{name} 不能回复：“{architecture}”类模型另有用途。</translation>
    </message>
    <message>
        <source>Choose a model made for chatting (“instruct” or “chat”).</source>
        <translation>请选择用于对话的模型（“instruct”或“chat”）。</translation>
    </message>
    <message>
        <source>This version of Parley does not know models of the kind “{architecture}”.</source>
        <translation>此版 Parley 不认识“{architecture}”类模型。</translation>
    </message>
    <message>
        <source>Choose another model, or install a newer Parley.</source>
        <translation>请选择其他模型，或安装新版 Parley。</translation>
    </message>
    <message>
        <source>{name} needs about {needed} of memory, and {available} is free.</source>
        <translation>{name} 约需 {needed} 内存，目前空闲 {available}。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model; loaded anyway, it may slow the computer down.</source>
        <translation>请关闭其他程序，或选择较小的模型；强行加载可能使电脑变慢。</translation>
    </message>
    <message>
        <source>The system gave {name} less memory than it said was free.</source>
        <translation>系统给 {name} 的内存少于它所说的空闲内存。</translation>
    </message>
    <message>
        <source>Close other programs and try again, or choose a smaller model.</source>
        <translation>请关闭其他程序后重试，或选择较小的模型。</translation>
    </message>
    <message numerus="yes">
        <source>There is not enough memory for a context of {context_size} tokens; {fitting} would fit.</source>
        <translation>
            <numerusform>内存不足以容纳 {context_size} 个词元的上下文；可容纳 {fitting} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use a smaller context.</source>
        <translation>请使用较小的上下文。</translation>
    </message>
    <message numerus="yes">
        <source>{device} could not hold what was planned: {layers} of {all_layers} layers are on it, with a context of {context_size} tokens.</source>
        <translation>
            <numerusform>{device} 装不下原计划的内容：{all_layers} 层中有 {layers} 层在其上，上下文长度为 {context_size} 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; other programs that use the graphics card leave less room on it.</source>
        <translation>无需处理；其他使用显卡的程序会减少可用空间。</translation>
    </message>
    <message>
        <source>{device} could not be used, so the model runs on the processor.</source>
        <translation>无法使用 {device}，因此模型在处理器上运行。</translation>
    </message>
    <message>
        <source>Nothing needs to be done; the details say what went wrong.</source>
        <translation>无需处理；详细信息说明了问题所在。</translation>
    </message>
    <message>
        <source>The device {device} that was chosen is not there, so another one is used.</source>
        <translation>所选的设备 {device} 不存在，因此使用其他设备。</translation>
    </message>
    <message>
        <source>Choose one in the settings, or bring it back.</source>
        <translation>请在设置中选择设备，或重新连接它。</translation>
    </message>
    <message>
        <source>{card} is not used: this build of Parley computes on the processor alone.</source>
        <translation>未使用 {card}：此版 Parley 只在处理器上计算。</translation>
    </message>
    <message>
        <source>Build Parley with {flag} on this computer, as the guide says, and it will be.</source>
        <translation>请按指南用 {flag} 在这台电脑上构建 Parley，即可使用。</translation>
    </message>
    <message>
        <source>{card} is not used: its driver does not answer.</source>
        <translation>未使用 {card}：其驱动程序没有响应。</translation>
    </message>
    <message>
        <source>Install or update the driver of the graphics card, then start Parley again.</source>
        <translation>请安装或更新显卡驱动程序，然后重新启动 Parley。</translation>
    </message>
    <message>
        <source>The chat template inside {name} cannot be used.</source>
        <translation>{name} 中的对话模板无法使用。</translation>
    </message>
    <message>
        <source>Choose another model file; the details say what is wrong with this one.</source>
        <translation>请选择其他模型文件；详细信息说明了此文件的问题。</translation>
    </message>
    <message>
        <source>{name} brings no chat template, so a common one is used.</source>
        <translation>{name} 没有自带对话模板，因此使用通用模板。</translation>
    </message>
    <message>
        <source>If the answers look odd, choose a model made for chatting (“instruct” or “chat”).</source>
        <translation>如果回复看起来奇怪，请选择用于对话的模型（“instruct”或“chat”）。</translation>
    </message>
    <message numerus="yes">
        <source>The context was reduced to {context_size} tokens, because more does not fit into memory.</source>
        <translation>
            <numerusform>上下文已减少到 {context_size} 个词元，因为内存装不下更多。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; a smaller model leaves room for a longer context.</source>
        <translation>无需处理；较小的模型可为更长的上下文留出空间。</translation>
    </message>
    <message numerus="yes">
        <source>{name} is made for a context of {context_size} tokens, so it gets no longer one.</source>
        <translation>
            <numerusform>{name} 支持的上下文长度为 {context_size} 个词元，因此不会更长。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs to be done; other models are made for a longer context.</source>
        <translation>无需处理；其他模型支持更长的上下文。</translation>
    </message>
    <message>
        <source>{name} cannot see: it reads words alone.</source>
        <translation>{name} 看不到图片：它只能读文字。</translation>
    </message>
    <message>
        <source>Choose a model that can see, or take the picture out.</source>
        <translation>请选择能看图片的模型，或去掉图片。</translation>
    </message>
    <message>
        <source>The part of {name} that sees (its projector) is missing.</source>
        <translation>缺少 {name} 看图片的部分（视觉投影）。</translation>
    </message>
    <message>
        <source>Choose its file, or put it beside the model; its name mostly begins with “mmproj”.</source>
        <translation>请选择它的文件，或把它放在模型旁边；文件名大多以“mmproj”开头。</translation>
    </message>
    <message>
        <source>The projector {name} belongs to another model.</source>
        <translation>视觉投影 {name} 属于其他模型。</translation>
    </message>
    <message>
        <source>Choose the one that came with this model.</source>
        <translation>请选择与此模型配套的视觉投影。</translation>
    </message>
    <message>
        <source>{name} is not a projector: there is no part in it that sees.</source>
        <translation>{name} 不是视觉投影：其中没有看图片的部分。</translation>
    </message>
    <message>
        <source>Choose the file that came with the model; its name mostly begins with “mmproj”.</source>
        <translation>请选择与模型配套的文件；文件名大多以“mmproj”开头。</translation>
    </message>
    <message>
        <source>The projector {name} cannot be read: it is incomplete, damaged, or another user&apos;s.</source>
        <translation>视觉投影 {name} 无法读取：它不完整、已损坏或属于其他用户。</translation>
    </message>
    <message>
        <source>Fetch it again, or choose another copy of it.</source>
        <translation>请重新下载，或选择其他副本。</translation>
    </message>
    <message>
        <source>There is not enough memory for the part of the model that sees, {name}.</source>
        <translation>内存不足以加载模型看图片的部分 {name}。</translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller context.</source>
        <translation>请关闭其他程序，或使用较小的上下文。</translation>
    </message>
    <message>
        <source>{name} is not a model to talk with, but the part of {model} that sees.</source>
        <translation>{name} 不能用来对话，它是 {model} 看图片的部分。</translation>
    </message>
    <message>
        <source>Use it, and {model} can be shown pictures.</source>
        <translation>使用它，就可以给 {model} 看图片。</translation>
    </message>
    <message>
        <source>The reply has only thoughts so far, and this model cannot go on with thoughts.</source>
        <translation>此回复目前只有思考内容，而该模型无法接着思考继续。</translation>
    </message>
    <message>
        <source>Choose the model that began it, or have another reply written.</source>
        <translation>请选择开始此回复的模型，或重新生成一个回复。</translation>
    </message>
    <message>
        <source>The reply cannot go on: with its question it fills all that the model can read at once.</source>
        <translation>此回复无法继续：它连同问题已占满模型一次能读取的全部内容。</translation>
    </message>
    <message>
        <source>Raise the context size, or ask for the rest in a new message.</source>
        <translation>请调大上下文长度，或在新消息中询问其余内容。</translation>
    </message>
    <message numerus="yes">
        <source>This message has {tokens} tokens, and the model can read at most {limit} at once.</source>
        <translation>
            <numerusform>这条消息有 {tokens} 个词元，模型一次最多能读 {limit} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Shorten it, or raise the context size; nothing was sent.</source>
        <translation>请缩短消息，或增大上下文长度；消息没有发送。</translation>
    </message>
    <message>
        <source>{name} cannot see pictures: it is shown the words alone.</source>
        <translation>{name} 看不到图片：只给它看文字。</translation>
    </message>
    <message>
        <source>Choose a model that can see to ask about the pictures.</source>
        <translation>要询问图片，请选择能看图片的模型。</translation>
    </message>
    <message>
        <source>A picture of this conversation cannot be read any more.</source>
        <translation>此对话中的一张图片已无法读取。</translation>
    </message>
    <message>
        <source>Attach it again, or remove it from the context.</source>
        <translation>请重新附加，或将其从上下文中移除。</translation>
    </message>
    <message>
        <source>The model could not take in a picture.</source>
        <translation>模型无法接收一张图片。</translation>
    </message>
    <message>
        <source>Try again; if it happens again, remove the picture.</source>
        <translation>请重试；如果再次发生，请移除图片。</translation>
    </message>
    <message>
        <source>The picture {name} is not there any more.</source>
        <translation>图片 {name} 已不存在。</translation>
    </message>
    <message>
        <source>Parley may not read the picture {name}.</source>
        <translation>Parley 无权读取图片 {name}。</translation>
    </message>
    <message>
        <source>{name} is not a picture that Parley can read.</source>
        <translation>{name} 不是 Parley 能读取的图片。</translation>
    </message>
    <message>
        <source>Choose a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; the details say what this one is.</source>
        <translation>请选择 PNG、JPEG、WebP、GIF、BMP、TIFF、AVIF 或 HEIC 文件；详细信息说明了此文件是什么。</translation>
    </message>
    <message>
        <source>The picture {name} is damaged or incomplete.</source>
        <translation>图片 {name} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>Copy or download it again, or choose another one.</source>
        <translation>请重新复制或下载，或选择其他图片。</translation>
    </message>
    <message>
        <source>The picture {name} has too many pixels to be opened here.</source>
        <translation>图片 {name} 的像素太多，无法在这里打开。</translation>
    </message>
    <message>
        <source>Make it smaller with another program, or cut out the part that matters.</source>
        <translation>请用其他程序缩小，或裁剪出需要的部分。</translation>
    </message>
    <message>
        <source>{name} is a {kind} picture, and the part of Parley that reads these is missing.</source>
        <translation>{name} 是 {kind} 图片，而 Parley 读取这类图片的部分缺失。</translation>
    </message>
    <message>
        <source>Run the set-up again, or save it as JPEG or PNG with another program.</source>
        <translation>请重新运行安装程序，或用其他程序另存为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk to keep the picture {name}.</source>
        <translation>磁盘空间不足，无法保存图片 {name}。</translation>
    </message>
    <message>
        <source>The picture {name} could not be written to the disk.</source>
        <translation>图片 {name} 无法写入磁盘。</translation>
    </message>
    <message>
        <source>The film {name} is not there any more.</source>
        <translation>视频 {name} 已不存在。</translation>
    </message>
    <message>
        <source>No pictures could be read from {name}.</source>
        <translation>无法从 {name} 读取画面。</translation>
    </message>
    <message>
        <source>Play it in another program: if that shows it, save it there as MP4 (H.264).</source>
        <translation>请用其他程序播放：如果能播放，请在那里另存为 MP4 (H.264)。</translation>
    </message>
    <message>
        <source>Only some of the pictures of {name} could be read.</source>
        <translation>只能读取 {name} 的部分画面。</translation>
    </message>
    <message>
        <source>Play it in another program: if that shows all of it, save it there as MP4 (H.264).</source>
        <translation>请用其他程序播放：如果能完整播放，请在那里另存为 MP4 (H.264)。</translation>
    </message>
    <message>
        <source>{name} cannot see: it is given only what is said in {film}.</source>
        <translation>{name} 看不到画面：只给它 {film} 中说的话。</translation>
    </message>
    <message>
        <source>Choose a model that can see, with its projector, to show it the pictures as well.</source>
        <translation>要同时给它看画面，请选择带视觉投影、能看图片的模型。</translation>
    </message>
    <message>
        <source>The film {name} is over at {time} already.</source>
        <translation>视频 {name} 在 {time} 就已结束。</translation>
    </message>
    <message>
        <source>Choose a part that begins before that.</source>
        <translation>请选择在那之前开始的部分。</translation>
    </message>
    <message>
        <source>Nothing is said in this part of {name}.</source>
        <translation>{name} 的这一部分没有人说话。</translation>
    </message>
    <message>
        <source>Choose another part of it, or show its pictures to a model that can see.</source>
        <translation>请选择其他部分，或把画面给能看图片的模型看。</translation>
    </message>
    <message>
        <source>The pictures of {name} could not be kept.</source>
        <translation>{name} 的画面无法保存。</translation>
    </message>
    <message>
        <source>See that there is space and that the data folder may be written to, then try again.</source>
        <translation>请确认有空间且数据文件夹可写入，然后重试。</translation>
    </message>
    <message>
        <source>The file of this picture is not there any more.</source>
        <translation>此图片的文件已不存在。</translation>
    </message>
    <message>
        <source>If you have the picture elsewhere, show it again in a new message.</source>
        <translation>如果别处还有此图片，请在新消息中重新展示。</translation>
    </message>
    <message>
        <source>The picture could not be saved as {name}.</source>
        <translation>图片无法保存为 {name}。</translation>
    </message>
    <message>
        <source>See that there is space and that the folder may be written to, or choose another one.</source>
        <translation>请确认有空间且文件夹可写入，或选择其他位置。</translation>
    </message>
    <message>
        <source>This picture is on the network, and Parley does not go there for it.</source>
        <translation>此图片在网络上，Parley 不会去那里取。</translation>
    </message>
    <message>
        <source>Save it first, or copy the picture itself, and bring that.</source>
        <translation>请先保存，或复制图片本身，再带到这里。</translation>
    </message>
    <message>
        <source>The picture could not be taken over from the other program.</source>
        <translation>无法从其他程序接收图片。</translation>
    </message>
    <message>
        <source>Save it as a file there, then drop the file; the details say what went wrong.</source>
        <translation>请在那里保存为文件，再把文件拖到这里；详细信息说明了问题所在。</translation>
    </message>
    <message>
        <source>The part of Parley that reads pictures broke off over {name}, twice.</source>
        <translation>Parley 读取图片的部分在处理 {name} 时两次中断。</translation>
    </message>
    <message>
        <source>This desktop lets no program ask for a screenshot.</source>
        <translation>此桌面不允许程序请求截图。</translation>
    </message>
    <message>
        <source>Take one with the system&apos;s own key, often Print, and paste it with Ctrl+V.</source>
        <translation>请用系统自己的按键截图（通常是 Print），再用 Ctrl+V 粘贴。</translation>
    </message>
    <message>
        <source>The system took no screenshot.</source>
        <translation>系统没有截图。</translation>
    </message>
    <message>
        <source>Your conversations could not be searched.</source>
        <translation>无法搜索你的对话。</translation>
    </message>
    <message>
        <source>See that the disk is not full, then try again. Nothing of your conversations is lost.</source>
        <translation>请确认磁盘未满，然后重试。你的对话没有任何丢失。</translation>
    </message>
    <message>
        <source>Your conversations are in the form of another version of Parley.</source>
        <translation>你的对话是另一版本 Parley 的格式。</translation>
    </message>
    <message>
        <source>Open the window once, then search again.</source>
        <translation>请先打开一次 Parley 窗口，然后重新搜索。</translation>
    </message>
    <message>
        <source>There is no voice model yet, so Parley cannot write down what you say.</source>
        <translation>还没有语音模型，因此 Parley 无法转写你说的话。</translation>
    </message>
    <message>
        <source>Fetch one in the settings.</source>
        <translation>请在设置中下载一个。</translation>
    </message>
    <message>
        <source>The voice model {name} is not there any more.</source>
        <translation>语音模型 {name} 已不存在。</translation>
    </message>
    <message>
        <source>Fetch it again in the settings, or choose another one.</source>
        <translation>请在设置中重新下载，或选择其他模型。</translation>
    </message>
    <message>
        <source>The voice model {name} is damaged or incomplete.</source>
        <translation>语音模型 {name} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>The voice model {name} needs about {needed} of memory, and {available} is free.</source>
        <translation>语音模型 {name} 约需 {needed} 内存，目前空闲 {available}。</translation>
    </message>
    <message>
        <source>The voice model {name} understands English only.</source>
        <translation>语音模型 {name} 只懂英文。</translation>
    </message>
    <message>
        <source>Fetch one for many languages in the settings, or speak English.</source>
        <translation>请在设置中下载支持多种语言的模型，或说英文。</translation>
    </message>
    <message>
        <source>The voice model {name} cannot translate.</source>
        <translation>语音模型 {name} 不能翻译。</translation>
    </message>
    <message>
        <source>Fetch one that can in the settings, or turn the translation off.</source>
        <translation>请在设置中下载能翻译的模型，或关闭翻译。</translation>
    </message>
    <message>
        <source>{name} does not work on this computer.</source>
        <translation>{name} 无法在这台电脑上工作。</translation>
    </message>
    <message>
        <source>Run the set-up again, or choose the other voice engine in the settings.</source>
        <translation>请重新运行安装程序，或在设置中选择另一个语音引擎。</translation>
    </message>
    <message>
        <source>{name} needs a newer processor: this computer&apos;s lacks {missing}.</source>
        <translation>{name} 需要更新的处理器：这台电脑的处理器缺少 {missing}。</translation>
    </message>
    <message>
        <source>Choose the other voice engine in the settings.</source>
        <translation>请在设置中选择另一个语音引擎。</translation>
    </message>
    <message>
        <source>Dictation needs a newer processor: this computer&apos;s lacks {missing}.</source>
        <translation>听写需要更新的处理器：这台电脑的处理器缺少 {missing}。</translation>
    </message>
    <message>
        <source>Everything else works. The full edition of Parley can write down speech here as well.</source>
        <translation>其他功能都正常。Parley 完整版在这里也能转写语音。</translation>
    </message>
    <message>
        <source>What you said could not be written down.</source>
        <translation>你说的话无法转写。</translation>
    </message>
    <message>
        <source>The recording is kept: try again.</source>
        <translation>录音已保留：请重试。</translation>
    </message>
    <message>
        <source>A recording of {seconds} s was not written down when Parley ended.</source>
        <translation>Parley 结束时有一段 {seconds} 秒的录音没有转写。</translation>
    </message>
    <message>
        <source>It is kept, and can still be written down.</source>
        <translation>录音已保留，仍可转写。</translation>
    </message>
    <message>
        <source>The PortAudio library is missing, so the microphone cannot be used.</source>
        <translation>缺少 PortAudio 库，因此无法使用麦克风。</translation>
    </message>
    <message>
        <source>{fix}</source>
        <translation>{fix}</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>没有找到麦克风。</translation>
    </message>
    <message>
        <source>Connect one, then try again.</source>
        <translation>请连接麦克风，然后重试。</translation>
    </message>
    <message>
        <source>The microphone {name} cannot be opened: perhaps another program uses it.</source>
        <translation>无法打开麦克风 {name}：可能有其他程序在使用。</translation>
    </message>
    <message>
        <source>Close the other program, or choose another microphone.</source>
        <translation>请关闭那个程序，或选择其他麦克风。</translation>
    </message>
    <message>
        <source>The microphone {name} cannot be used: it offers no form of sound that Parley knows.</source>
        <translation>无法使用麦克风 {name}：它没有 Parley 支持的声音格式。</translation>
    </message>
    <message>
        <source>Choose another microphone; the details say what was tried.</source>
        <translation>请选择其他麦克风；详细信息说明了尝试过什么。</translation>
    </message>
    <message>
        <source>The computer was too busy to hear everything: a moment of the recording is missing.</source>
        <translation>电脑太忙，没能听到全部内容：录音缺了一小段。</translation>
    </message>
    <message>
        <source>Read what was written with care, and close programs that need much of the computer.</source>
        <translation>请仔细检查转写的内容，并关闭占用较多资源的程序。</translation>
    </message>
    <message>
        <source>The microphone {name} gives no sound at all: the system blocks it, or it is switched off.</source>
        <translation>麦克风 {name} 没有任何声音：系统阻止了它，或它已关闭。</translation>
    </message>
    <message>
        <source>Allow Parley to use the microphone in the privacy settings of your system, or turn it on.</source>
        <translation>请在系统的隐私设置中允许 Parley 使用麦克风，或打开麦克风。</translation>
    </message>
    <message>
        <source>The microphone {name} went away.</source>
        <translation>麦克风 {name} 已断开。</translation>
    </message>
    <message>
        <source>What it heard until then is kept; connect it again, or choose another one.</source>
        <translation>之前听到的内容已保留；请重新连接，或选择其他麦克风。</translation>
    </message>
    <message>
        <source>The microphone {name} is not there, so {other} is used.</source>
        <translation>麦克风 {name} 不存在，因此使用 {other}。</translation>
    </message>
    <message>
        <source>Connect it again, or choose another one in the settings.</source>
        <translation>请重新连接，或在设置中选择其他麦克风。</translation>
    </message>
    <message>
        <source>No sound could be read from {name}.</source>
        <translation>无法从 {name} 读取声音。</translation>
    </message>
    <message>
        <source>Choose a WAV, MP3, FLAC, M4A or OGG file; the details say what is wrong with this one.</source>
        <translation>请选择 WAV、MP3、FLAC、M4A 或 OGG 文件；详细信息说明了此文件的问题。</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete: it can be read up to {time} and no further.</source>
        <translation>{name} 已损坏或不完整：只能读到 {time}。</translation>
    </message>
    <message>
        <source>What is written down ends there; a whole copy of the file helps.</source>
        <translation>转写的内容到那里为止；使用完整的文件会有帮助。</translation>
    </message>
    <message>
        <source>The transcript could not be saved as {name}.</source>
        <translation>转写内容无法保存为 {name}。</translation>
    </message>
    <message>
        <source>This system has no voice to read aloud with.</source>
        <translation>此系统没有可用来朗读的语音。</translation>
    </message>
    <message>
        <source>The text could not be read aloud.</source>
        <translation>无法朗读文本。</translation>
    </message>
    <message>
        <source>Choose another voice in the settings; the details say what went wrong.</source>
        <translation>请在设置中选择其他语音；详细信息说明了问题所在。</translation>
    </message>
    <message>
        <source>The backup {name} could not be written.</source>
        <translation>无法写入备份 {name}。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk for the backup {name}.</source>
        <translation>磁盘空间不足，无法写入备份 {name}。</translation>
    </message>
    <message>
        <source>{name} is not a backup of Parley.</source>
        <translation>{name} 不是 Parley 的备份。</translation>
    </message>
    <message>
        <source>Nothing was changed. Conversations of other programs come in by Import.</source>
        <translation>未作任何更改。其他程序的对话请通过“导入”加入。</translation>
    </message>
    <message>
        <source>The backup {name} is not whole: its end is missing.</source>
        <translation>备份 {name} 不完整：缺少末尾部分。</translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the file again from where it came.</source>
        <translation>未作任何更改。请从来源处重新复制该文件。</translation>
    </message>
    <message>
        <source>The backup {name} is damaged at {place}.</source>
        <translation>备份 {name} 在 {place} 处已损坏。</translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the file again from where it came, or take another backup.</source>
        <translation>未作任何更改。请从来源处重新复制该文件，或使用其他备份。</translation>
    </message>
    <message>
        <source>The backup {name} was written by a newer Parley.</source>
        <translation>备份 {name} 由更新版本的 Parley 写成。</translation>
    </message>
    <message>
        <source>Nothing was changed. Install the newer Parley to restore it.</source>
        <translation>未作任何更改。请安装更新版本的 Parley 来恢复它。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk to restore {name}.</source>
        <translation>磁盘空间不足，无法恢复 {name}。</translation>
    </message>
    <message>
        <source>Nothing was changed. Free some space, then try again.</source>
        <translation>未作任何更改。请腾出一些空间后重试。</translation>
    </message>
    <message>
        <source>The backup could not be put in place.</source>
        <translation>无法将备份放到位。</translation>
    </message>
    <message>
        <source>Everything is as it was. See that the data folder may be written to, then try again.</source>
        <translation>一切保持原样。请确认数据文件夹可写，然后重试。</translation>
    </message>
    <message>
        <source>Not everything could be deleted: {name} is still there.</source>
        <translation>未能全部删除：{name} 仍然存在。</translation>
    </message>
    <message>
        <source>Close other programs that use it, then delete it yourself.</source>
        <translation>请关闭正在使用它的其他程序，然后自行删除。</translation>
    </message>
</context>
<context>
    <name>ProseBlock</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>QuestionJump</name>
    <message>
        <source>Previous question</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>All questions</source>
        <translation>所有问题</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>(without words)</source>
        <translation>（没有文字）</translation>
    </message>
</context>
<context>
    <name>RecordingController</name>
    <message>
        <source>Transcribe sound files</source>
        <translation>转写声音文件</translation>
    </message>
    <message>
        <source>Sound and films ({endings});;All files (*)</source>
        <translation>声音和视频 ({endings});;所有文件 (*)</translation>
    </message>
    <message>
        <source>The transcript of {name} was closed.</source>
        <translation>{name} 的转写已关闭。</translation>
    </message>
    <message>
        <source>The transcript of {name} goes on.</source>
        <translation>{name} 的转写仍在继续。</translation>
    </message>
    <message>
        <source>The transcript of {name} is done.</source>
        <translation>{name} 的转写已完成。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>RecordingDialog</name>
    <message>
        <source>Transcript of {name}</source>
        <translation>{name} 的转写</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Written down so far</source>
        <translation>目前已转写的内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Ask about it</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>waits for the other file</source>
        <translation>等待另一个文件</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>loading the voice model, {percent} %</source>
        <translation>正在加载语音模型，{percent} %</translation>
    </message>
    <message>
        <source>writing down, {done} of {total}</source>
        <translation>正在转写，{done} / {total}</translation>
    </message>
    <message>
        <source>waits while you dictate, {done} of {total}</source>
        <translation>听写期间等待，{done} / {total}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>stopped at {done}</source>
        <translation>已停在 {done}</translation>
    </message>
    <message>
        <source>{done} of it could be read</source>
        <translation>只能读取到 {done}</translation>
    </message>
    <message>
        <source>No speech was heard.</source>
        <translation>没有听到说话声。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>SubRip subtitles (*.srt)</source>
        <translation>SubRip 字幕 (*.srt)</translation>
    </message>
    <message>
        <source>WebVTT subtitles (*.vtt)</source>
        <translation>WebVTT 字幕 (*.vtt)</translation>
    </message>
    <message>
        <source>JSON with all times (*.json)</source>
        <translation>含全部时间的 JSON (*.json)</translation>
    </message>
    <message>
        <source>Save the transcript</source>
        <translation>保存转写内容</translation>
    </message>
    <message>
        <source>Transcript of {name}:</source>
        <translation>{name} 的转写：</translation>
    </message>
</context>
<context>
    <name>RecordingText</name>
    <message>
        <source>Transcript</source>
        <translation>转写</translation>
    </message>
</context>
<context>
    <name>Reply</name>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Edited by you</source>
        <translation>由你编辑</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Reached the longest reply</source>
        <translation>已达最长回复</translation>
    </message>
    <message>
        <source>The context is full</source>
        <translation>上下文已满</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>ReplyAnnouncer</name>
    <message>
        <source>End of the reply.</source>
        <translation>回复结束。</translation>
    </message>
    <message>
        <source>The reply was stopped.</source>
        <translation>回复已停止。</translation>
    </message>
    <message>
        <source>The reply reached its longest length.</source>
        <translation>回复已达到最大长度。</translation>
    </message>
    <message>
        <source>The context is full.</source>
        <translation>上下文已满。</translation>
    </message>
    <message>
        <source>The reply was interrupted.</source>
        <translation>回复已中断。</translation>
    </message>
</context>
<context>
    <name>RepositoryPane</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Choose a model of the list to see its sizes.</source>
        <translation>在列表中选择模型以查看可选大小。</translation>
    </message>
</context>
<context>
    <name>RepositoryView</name>
    <message>
        <source>The model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Its page on the Hub</source>
        <translation>它在 Hub 上的页面</translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Looking into it…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>关于此模型</translation>
    </message>
    <message>
        <source>With the part that sees pictures ({size} more)</source>
        <translation>包括看图片的部分（另需 {size}）</translation>
    </message>
    <message>
        <source>by {maker}</source>
        <translation>作者：{maker}</translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation>可识别图片</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 参数</translation>
    </message>
    <message numerus="yes">
        <source>up to {count} tokens of context</source>
        <translation>
            <numerusform>上下文最长 {count} 词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} downloads</source>
        <translation>
            <numerusform>{count} 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} likes</source>
        <translation>
            <numerusform>{count} 次点赞</numerusform>
        </translation>
    </message>
    <message>
        <source>changed {day}</source>
        <translation>更新于 {day}</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Models found</source>
        <translation>找到的模型</translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Show more models</source>
        <translation>显示更多模型</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Searching for more…</source>
        <translation>正在搜索更多…</translation>
    </message>
    <message numerus="yes">
        <source>The first {count} models</source>
        <translation>
            <numerusform>前 {count} 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>The first {count}: more words find what stands behind them.</source>
        <translation>前 {count} 个：输入更多词语可找到其余的模型。</translation>
    </message>
    <message numerus="yes">
        <source>{count} models</source>
        <translation>
            <numerusform>{count} 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>Here you find models that run on your own computer. Search by a name, or paste the address of one.</source>
        <translation>在这里查找可在你自己的电脑上运行的模型。按名称搜索，或粘贴模型的地址。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到结果。</translation>
    </message>
    <message>
        <source>Show what is trending</source>
        <translation>显示热门模型</translation>
    </message>
    <message>
        <source>Search without the filters</source>
        <translation>不使用筛选条件搜索</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>by {maker}</source>
        <translation>作者：{maker}</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 参数</translation>
    </message>
    <message>
        <source>about: {fits}</source>
        <translation>大致：{fits}</translation>
    </message>
    <message>
        <source>sees pictures</source>
        <translation>可识别图片</translation>
    </message>
    <message>
        <source>its licence must be agreed to</source>
        <translation>需先同意其许可证</translation>
    </message>
    <message numerus="yes">
        <source>{count} downloads</source>
        <translation>
            <numerusform>{count} 次下载</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} likes</source>
        <translation>
            <numerusform>{count} 次点赞</numerusform>
        </translation>
    </message>
    <message>
        <source>changed {day}</source>
        <translation>更新于 {day}</translation>
    </message>
    <message>
        <source>About: {fits}, as far as the number of its weights tells, in the usual quantization (Q4_K_M). Its page says it of each file.</source>
        <translation>大致：{fits}，按权重数量和常用量化 (Q4_K_M) 估算。其页面会说明每个文件的情况。</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search for models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Words, an address of the Hub, or maker/name:Q4_K_M</source>
        <translation>词语、Hub 地址或 maker/name:Q4_K_M</translation>
    </message>
    <message>
        <source>What it can do</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Its size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Its licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>What comes first</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Cancel the search</source>
        <translation>取消搜索</translation>
    </message>
    <message>
        <source>Any task</source>
        <translation>任何用途</translation>
    </message>
    <message>
        <source>Writes text</source>
        <translation>生成文字</translation>
    </message>
    <message>
        <source>Sees pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>Fits here</source>
        <translation>适合本机</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>任何大小</translation>
    </message>
    <message>
        <source>Under {count}B</source>
        <translation>小于 {count}B</translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation>任何许可证</translation>
    </message>
    <message>
        <source>Another licence</source>
        <translation>其他许可证</translation>
    </message>
    <message>
        <source>Trending</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>Most downloads</source>
        <translation>下载最多</translation>
    </message>
    <message>
        <source>Most likes</source>
        <translation>点赞最多</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>When it was said</source>
        <translation>发言时间</translation>
    </message>
    <message>
        <source>Which model answered</source>
        <translation>由哪个模型回复</translation>
    </message>
    <message>
        <source>Any model</source>
        <translation>任何模型</translation>
    </message>
    <message>
        <source>With pictures</source>
        <translation>有图片</translation>
    </message>
    <message>
        <source>Only messages with pictures</source>
        <translation>只看有图片的消息</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到结果。</translation>
    </message>
    <message numerus="yes">
        <source>Still indexing: {done} of {total} conversations have been searched.</source>
        <translation>
            <numerusform>仍在建立索引：已搜索 {total} 个对话中的 {done} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Past week</source>
        <translation>过去一周</translation>
    </message>
    <message>
        <source>Past month</source>
        <translation>过去一个月</translation>
    </message>
    <message>
        <source>Past year</source>
        <translation>过去一年</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Please give a number from {low} to {high}.</source>
        <translation>请输入 {low} 到 {high} 之间的数字。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>窗口语言</translation>
    </message>
    <message>
        <source>The model answers in the language in which you ask. A reply that is being written ends first.</source>
        <translation>模型用你提问的语言回复。正在生成的回复会先完成。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>The colours of the window.</source>
        <translation>窗口的颜色。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>What the model is told before each conversation.</source>
        <translation>每次对话开始前告诉模型的内容。</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>按 Enter 发送</translation>
    </message>
    <message>
        <source>Enter sends and Shift+Enter begins a new line; off: Ctrl+Enter sends.</source>
        <translation>按 Enter 发送，Shift+Enter 换行；关闭后用 Ctrl+Enter 发送。</translation>
    </message>
    <message>
        <source>Announce sentences</source>
        <translation>逐句播报</translation>
    </message>
    <message>
        <source>A screen reader says each sentence of a reply once it is written; off: only its end.</source>
        <translation>屏幕阅读器在回复的每句话写完后播报；关闭后只播报结束。</translation>
    </message>
    <message>
        <source>Show figures</source>
        <translation>显示统计数据</translation>
    </message>
    <message>
        <source>Tokens, speed and time to the first token under a reply.</source>
        <translation>在回复下方显示词元数、速度和首个词元的用时。</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Whether a model that can think first does so; automatic is as it does by itself.</source>
        <translation>能先思考的模型是否先思考；自动表示由模型自行决定。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Longest thoughts</source>
        <translation>最长思考</translation>
    </message>
    <message>
        <source>After so many tokens the thoughts end and the answer begins; 0 never.</source>
        <translation>思考达到这么多词元后结束并开始回复；0 表示不限。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Send thoughts back</source>
        <translation>送回思考内容</translation>
    </message>
    <message>
        <source>The model sees its earlier thoughts again; they take room in the context.</source>
        <translation>模型会再次看到之前的思考；这会占用上下文。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher values are more surprising.</source>
        <translation>0 总是选择最可能的词；数值越高越出人意料。</translation>
    </message>
    <message>
        <source>Longest reply</source>
        <translation>最长回复</translation>
    </message>
    <message>
        <source>In tokens; 0 lets the model end its reply.</source>
        <translation>以词元计；0 表示由模型自行结束回复。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Only the k likeliest tokens are drawn from; 0 is off.</source>
        <translation>只从最可能的 k 个词元中抽取；0 表示关闭。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Only the likeliest tokens that make up this share are drawn; 1 is off.</source>
        <translation>只抽取累计占比达到此值的最可能词元；1 表示关闭。</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Tokens less likely than this share of the likeliest are left out; 0 is off.</source>
        <translation>可能性低于最可能词元此比例的词元会被排除；0 表示关闭。</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1, words that were just used get less likely.</source>
        <translation>大于 1 时，刚用过的词出现的可能性会降低。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same reply to the same question.</source>
        <translation>相同的种子对相同的问题给出相同的回复。</translation>
    </message>
    <message>
        <source>Drawn anew</source>
        <translation>每次随机</translation>
    </message>
    <message>
        <source>Finding models</source>
        <translation>查找模型</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Where fetched models are kept; other programs find them in the usual one.</source>
        <translation>下载的模型保存在这里；放在常用位置时其他程序也能找到。</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>保持离线</translation>
    </message>
    <message>
        <source>Nothing is searched for and nothing is fetched.</source>
        <translation>不搜索，也不下载任何内容。</translation>
    </message>
    <message>
        <source>Address of the Hub</source>
        <translation>Hub 地址</translation>
    </message>
    <message>
        <source>A mirror of huggingface.co to ask in its place.</source>
        <translation>用来代替 huggingface.co 的镜像。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>The way to the Hub, as in http://proxy:8080; empty is the system&apos;s own.</source>
        <translation>连接 Hub 的途径，例如 http://proxy:8080；留空则使用系统的代理。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>How the conversation is written down for the model (Jinja).</source>
        <translation>如何为模型书写对话 (Jinja)。</translation>
    </message>
    <message>
        <source>Context size</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>How many tokens the model can see at once; 0 chooses by the memory.</source>
        <translation>模型一次能看到多少词元；0 表示按内存自动选择。</translation>
    </message>
    <message>
        <source>Let the model sleep</source>
        <translation>让模型休眠</translation>
    </message>
    <message>
        <source>After so many idle minutes the model&apos;s memory is given back; 0 never.</source>
        <translation>空闲这么多分钟后释放模型占用的内存；0 表示从不。</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What the model computes on.</source>
        <translation>模型在什么设备上计算。</translation>
    </message>
    <message>
        <source>Longest automatic context</source>
        <translation>自动上下文的上限</translation>
    </message>
    <message>
        <source>An automatic context is never longer, however much memory is free.</source>
        <translation>无论有多少空闲内存，自动上下文都不会超过此长度。</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>How exactly the context is kept; 8 bits take half the memory.</source>
        <translation>上下文保存的精度；8 位只占一半内存。</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Processor threads for the model; 0 chooses.</source>
        <translation>模型使用的处理器线程数；0 表示自动选择。</translation>
    </message>
    <message>
        <source>GPU layers</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <source>Layers of the model on the graphics card; -1 all that fit, 0 none.</source>
        <translation>放在显卡上的模型层数；-1 表示尽可能多，0 表示不用。</translation>
    </message>
    <message>
        <source>All that fit</source>
        <translation>尽可能多</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Of the words of a conversation; Ctrl+Plus and Ctrl+Minus.</source>
        <translation>对话文字的大小；也可用 Ctrl+Plus 和 Ctrl+Minus 调整。</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Width of the text</source>
        <translation>文字宽度</translation>
    </message>
    <message>
        <source>How long the lines of a conversation may become.</source>
        <translation>对话中的一行最长可以有多长。</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>窄</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation>与窗口同宽</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Look for a newer Parley once a day</source>
        <translation>每天检查一次新版 Parley</translation>
    </message>
    <message>
        <source>Asks where it is published, and says nothing about you. Fetches nothing.</source>
        <translation>只向发布 Parley 的地方查询，不透露你的任何信息，也不下载任何内容。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Voice model</source>
        <translation>语音模型</translation>
    </message>
    <message>
        <source>What hears you. Larger ones make fewer mistakes and take longer.</source>
        <translation>听你说话的模型。较大的模型出错更少，但用时更长。</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>The default follows what your system uses.</source>
        <translation>默认跟随系统所用的麦克风。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language that you speak.</source>
        <translation>你说的语言。</translation>
    </message>
    <message>
        <source>Voice engine</source>
        <translation>语音引擎</translation>
    </message>
    <message>
        <source>What writes down what you say; whisper.cpp is the lighter one.</source>
        <translation>负责写下你所说的话；whisper.cpp 更轻便。</translation>
    </message>
    <message>
        <source>Whisper</source>
        <translation>Whisper</translation>
    </message>
    <message>
        <source>whisper.cpp</source>
        <translation>whisper.cpp</translation>
    </message>
    <message>
        <source>Translate into English</source>
        <translation>翻译成英文</translation>
    </message>
    <message>
        <source>Write in English, whatever language you speak.</source>
        <translation>无论你说什么语言，都写成英文。</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>你的专用词</translation>
    </message>
    <message>
        <source>Names and terms that you use, so that they are spelled right.</source>
        <translation>你常用的名称和术语，便于正确拼写。</translation>
    </message>
    <message>
        <source>Stop after silence</source>
        <translation>静音后停止</translation>
    </message>
    <message>
        <source>A recording ends by itself when nobody has spoken for so long.</source>
        <translation>这么久没有人说话时，录音自动结束。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Longest recording</source>
        <translation>最长录音</translation>
    </message>
    <message>
        <source>A recording ends by itself after so many minutes.</source>
        <translation>达到这么多分钟后，录音自动结束。</translation>
    </message>
    <message>
        <source>Keep the microphone open</source>
        <translation>保持麦克风开启</translation>
    </message>
    <message>
        <source>For so long after a recording, so that the next one has its first half second too.</source>
        <translation>录音结束后再保持这么久，让下一次录音不会漏掉最初的半秒。</translation>
    </message>
    <message>
        <source>Let the voice model sleep</source>
        <translation>让语音模型休眠</translation>
    </message>
    <message>
        <source>After so many idle minutes its memory is given back; 0 never.</source>
        <translation>空闲这么多分钟后释放其占用的内存；0 表示从不。</translation>
    </message>
    <message>
        <source>Read every answer aloud</source>
        <translation>朗读每条回复</translation>
    </message>
    <message>
        <source>Each answer is spoken as soon as it is there.</source>
        <translation>每条回复一出现就朗读。</translation>
    </message>
    <message>
        <source>Speaking voice</source>
        <translation>朗读声音</translation>
    </message>
    <message>
        <source>Who reads aloud; the voices are those of your system.</source>
        <translation>由谁朗读；声音来自你的系统。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>1 is the voice&apos;s own speed.</source>
        <translation>1 是该声音本来的语速。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Show the advanced settings</source>
        <translation>显示高级设置</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>诊断…</translation>
    </message>
    <message>
        <source>Diagnostics for a bug report</source>
        <translation>用于错误报告的诊断信息</translation>
    </message>
    <message>
        <source>Your data…</source>
        <translation>你的数据…</translation>
    </message>
    <message>
        <source>Hide the advanced settings</source>
        <translation>隐藏高级设置</translation>
    </message>
</context>
<context>
    <name>ShelfBar</name>
    <message>
        <source>Search these models</source>
        <translation>搜索这些模型</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>可识别图片</translation>
    </message>
    <message>
        <source>Only models that see pictures</source>
        <translation>只看可识别图片的模型</translation>
    </message>
    <message>
        <source>Thinks</source>
        <translation>可思考</translation>
    </message>
    <message>
        <source>Only models that think first</source>
        <translation>只看会先思考的模型</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>可装入</translation>
    </message>
    <message>
        <source>Only models that fit into the memory</source>
        <translation>只看可装入内存的模型</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按大小</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>按日期</translation>
    </message>
    <message>
        <source>By speed</source>
        <translation>按速度</translation>
    </message>
</context>
<context>
    <name>ShelfBlank</name>
    <message>
        <source>Find models</source>
        <translation>查找模型</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No model here is like that.</source>
        <translation>这里没有符合条件的模型。</translation>
    </message>
    <message>
        <source>Looking for models on this computer…</source>
        <translation>正在查找这台电脑上的模型…</translation>
    </message>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation>这台电脑上还没有模型。</translation>
    </message>
</context>
<context>
    <name>ShelfFoot</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders with models</source>
        <translation>存放模型的文件夹</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>{number} models</source>
        <translation>
            <numerusform>{number} 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} free on this disk</source>
        <translation>此磁盘剩余 {size}</translation>
    </message>
</context>
<context>
    <name>ShelfModel</name>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>Models on this computer</source>
        <translation>这台电脑上的模型</translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>Use it here instead</source>
        <translation>改用于此处</translation>
    </message>
    <message>
        <source>Back to the first key of: {words}</source>
        <translation>恢复最初的快捷键：{words}</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>重置所有快捷键</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>New temporary conversation</source>
        <translation>新建临时对话</translation>
    </message>
    <message>
        <source>Open a model file</source>
        <translation>打开模型文件</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Attach pictures, text, films or sound</source>
        <translation>附加图片、文本、视频或声音</translation>
    </message>
    <message>
        <source>Attach a screenshot</source>
        <translation>附加屏幕截图</translation>
    </message>
    <message>
        <source>Let the model think first, or not</source>
        <translation>是否让模型先思考</translation>
    </message>
    <message>
        <source>Transcribe a sound file</source>
        <translation>转写声音文件</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Next place that was found</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous place that was found</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Search the conversations</source>
        <translation>搜索所有对话</translation>
    </message>
    <message>
        <source>Show or hide the side panel</source>
        <translation>显示或隐藏侧边栏</translation>
    </message>
    <message>
        <source>Go to the composer</source>
        <translation>转到输入框</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>上一个对话</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>下一个对话</translation>
    </message>
    <message>
        <source>Pin the conversation, or not</source>
        <translation>置顶对话或取消置顶</translation>
    </message>
    <message>
        <source>Move the conversation to a folder</source>
        <translation>将对话移到文件夹</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Text in its usual size</source>
        <translation>文字恢复正常大小</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Dictate: hold to talk, or tap to begin and to end</source>
        <translation>听写：按住说话，或点按以开始和结束</translation>
    </message>
    <message>
        <source>Read the last answer aloud, or stop reading</source>
        <translation>朗读最后一条回复，或停止朗读</translation>
    </message>
    <message>
        <source>{key} is taken by “{words}”. Choose another key, or use it here instead.</source>
        <translation>{key} 已用于“{words}”。请选择其他按键，或改用于此处。</translation>
    </message>
    <message>
        <source>{key} has its meaning in every program. Choose another key.</source>
        <translation>{key} 在所有程序中都有固定含义。请选择其他按键。</translation>
    </message>
    <message>
        <source>{key} alone is needed for writing. Choose one with Ctrl or Alt, or F3 to F12.</source>
        <translation>单独的 {key} 要用来输入文字。请选择带 Ctrl 或 Alt 的组合，或 F3 到 F12。</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Begin a new conversation (Ctrl+N)</source>
        <translation>开始新对话 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Hide the side panel</source>
        <translation>隐藏侧边栏</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>设置 (Ctrl+,)</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Reading aloud</source>
        <translation>正在朗读</translation>
    </message>
    <message>
        <source>Speed: {rate}</source>
        <translation>语速：{rate}</translation>
    </message>
    <message>
        <source>Pause reading</source>
        <translation>暂停朗读</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>继续朗读</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Speed of the voice</source>
        <translation>朗读语速</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message numerus="yes">
        <source>Code, {lines} lines.</source>
        <translation>
            <numerusform>代码，{lines} 行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Code, {lines} lines of {language}.</source>
        <translation>
            <numerusform>{language} 代码，{lines} 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Table with {columns} and {rows}.</source>
        <translation>表格，{columns}，{rows}。</translation>
    </message>
    <message numerus="yes">
        <source>{columns} columns</source>
        <translation>
            <numerusform>{columns} 列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{rows} rows</source>
        <translation>
            <numerusform>{rows} 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemSpeaker</name>
    <message>
        <source>Add a voice in the system&apos;s settings: Time &amp; language, Speech.</source>
        <translation>请在系统设置中添加语音：时间和语言 › 语音。</translation>
    </message>
    <message>
        <source>Add a voice in the System Settings: Accessibility, Spoken Content.</source>
        <translation>请在系统设置中添加语音：辅助功能 › 朗读内容。</translation>
    </message>
    <message>
        <source>Install the program espeak-ng, then try again.</source>
        <translation>请安装 espeak-ng 程序，然后重试。</translation>
    </message>
    <message>
        <source>Enter {command} in a terminal, then try again.</source>
        <translation>请在终端中输入 {command}，然后重试。</translation>
    </message>
</context>
<context>
    <name>TableBlock</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Scroll table sideways</source>
        <translation>左右滚动表格</translation>
    </message>
</context>
<context>
    <name>TaskStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message numerus="yes">
        <source>{count} more wait</source>
        <translation>
            <numerusform>还有 {count} 个在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop: {name}</source>
        <translation>停止：{name}</translation>
    </message>
    <message>
        <source>Copying {name}</source>
        <translation>正在复制 {name}</translation>
    </message>
    <message>
        <source>Moving {name}</source>
        <translation>正在移动 {name}</translation>
    </message>
    <message>
        <source>Linking {name}</source>
        <translation>正在链接 {name}</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
</context>
<context>
    <name>TemplateField</name>
    <message>
        <source>The model&apos;s own</source>
        <translation>模型自带的模板</translation>
    </message>
    <message>
        <source>Copy the model&apos;s own here</source>
        <translation>将模型自带的模板复制到这里</translation>
    </message>
    <message>
        <source>Line {line}: {fault}. It does not count before that is mended.</source>
        <translation>第 {line} 行：{fault}。修正之前不会生效。</translation>
    </message>
    <message>
        <source>The model&apos;s file brings none.</source>
        <translation>模型文件中没有自带模板。</translation>
    </message>
</context>
<context>
    <name>TemporaryBar</name>
    <message>
        <source>Temporary: nothing of this conversation is written to disk.</source>
        <translation>临时对话：内容不会写入磁盘。</translation>
    </message>
    <message>
        <source>Keep this conversation</source>
        <translation>保留此对话</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>This conversation is being kept…</source>
        <translation>正在保留此对话…</translation>
    </message>
</context>
<context>
    <name>TemporaryController</name>
    <message>
        <source>The language changes when the temporary conversation has ended.</source>
        <translation>语言将在临时对话结束后切换。</translation>
    </message>
</context>
<context>
    <name>ThinkButton</name>
    <message>
        <source>Think before answering</source>
        <translation>回复前先思考</translation>
    </message>
    <message>
        <source>Think longer before answering</source>
        <translation>回复前思考更久</translation>
    </message>
</context>
<context>
    <name>ThoughtsBlock</name>
    <message>
        <source>Thoughts</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Thinking… {seconds} s</source>
        <translation>正在思考… {seconds} 秒</translation>
    </message>
    <message numerus="yes">
        <source>Thought for {seconds} s, {tokens} tokens</source>
        <translation>
            <numerusform>思考了 {seconds} 秒，{tokens} 词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Thought for {seconds} s</source>
        <translation>思考了 {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Scroll the conversation</source>
        <translation>滚动对话</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>Deleted conversations</source>
        <translation>已删除的对话</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Empty…</source>
        <translation>清空…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>Conversations stay here for {days} days. Then they are deleted for good, with the pictures that no other one shows.</source>
        <translation>
            <numerusform>对话在这里保留 {days} 天，之后会被永久删除；没有其他对话使用的图片也会一并删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is deleted.</source>
        <translation>没有已删除的对话。</translation>
    </message>
    <message numerus="yes">
        <source>Delete these {count} conversations for good?</source>
        <translation>
            <numerusform>永久删除这 {count} 个对话吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete everything that is listed here for good ({count})?</source>
        <translation>永久删除这里列出的全部内容（{count} 个）吗？</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>此操作无法撤销。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>TrashList</name>
    <message>
        <source>Deleted conversations</source>
        <translation>已删除的对话</translation>
    </message>
</context>
<context>
    <name>TrashModel</name>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Deleted {when}, goes for good soon</source>
        <translation>删除于 {when}，即将永久删除</translation>
    </message>
    <message numerus="yes">
        <source>Deleted {when}, {days} days left</source>
        <translation>
            <numerusform>删除于 {when}，还剩 {days} 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>Parley {version} is there.</source>
        <translation>Parley {version} 已发布。</translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Open its page</source>
        <translation>打开其页面</translation>
    </message>
</context>
<context>
    <name>UpdateRow</name>
    <message>
        <source>Look for a newer one</source>
        <translation>检查新版本</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>打开其页面</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>This is the newest.</source>
        <translation>已是最新版本。</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
</context>
<context>
    <name>Variant</name>
    <message>
        <source>Very small, loses much</source>
        <translation>非常小，损失较多</translation>
    </message>
    <message>
        <source>Smaller and quicker</source>
        <translation>更小更快</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Larger and more exact</source>
        <translation>更大更精确</translation>
    </message>
    <message>
        <source>Nearly as exact as the original</source>
        <translation>几乎与原始模型一样精确</translation>
    </message>
    <message>
        <source>The original in full</source>
        <translation>完整的原始模型</translation>
    </message>
</context>
<context>
    <name>VariantList</name>
    <message>
        <source>Its sizes</source>
        <translation>可选大小</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message numerus="yes">
        <source>Show {count} more sizes</source>
        <translation>
            <numerusform>再显示 {count} 种大小</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VariantRow</name>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message numerus="yes">
        <source>{size} in {count} files</source>
        <translation>
            <numerusform>{size}，{count} 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>about {speed}</source>
        <translation>约 {speed}</translation>
    </message>
    <message>
        <source>{fits} (estimated)</source>
        <translation>{fits}（估计）</translation>
    </message>
    <message>
        <source>Estimated by the size of its files alone.</source>
        <translation>仅按文件大小估计。</translation>
    </message>
    <message>
        <source>How much of {model} is here</source>
        <translation>{model} 已下载的部分</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>已在这台电脑上</translation>
    </message>
    <message>
        <source>On this computer ({place})</source>
        <translation>已在这台电脑上（{place}）</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>正在排队</translation>
    </message>
    <message>
        <source>Paused at {come}</source>
        <translation>已暂停于 {come}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
</context>
<context>
    <name>VoiceButton</name>
    <message>
        <source>End the dictation</source>
        <translation>结束听写</translation>
    </message>
    <message>
        <source>Dictate</source>
        <translation>听写</translation>
    </message>
    <message>
        <source>Hold to talk, or tap to begin and to end</source>
        <translation>按住说话，或点按以开始和结束</translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation>{what} ({key})</translation>
    </message>
</context>
<context>
    <name>VoiceChoice</name>
    <message>
        <source>Hear the voice</source>
        <translation>试听声音</translation>
    </message>
    <message>
        <source>By the language</source>
        <translation>按语言选择</translation>
    </message>
</context>
<context>
    <name>VoiceModel</name>
    <message>
        <source>Tiny, English</source>
        <translation>Tiny，英文</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Tiny</translation>
    </message>
    <message>
        <source>Base, English</source>
        <translation>Base，英文</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Small, English</source>
        <translation>Small，英文</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>Medium, English</source>
        <translation>Medium，英文</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation>Turbo</translation>
    </message>
</context>
<context>
    <name>VoiceModelField</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a voice model file</source>
        <translation>选择语音模型文件</translation>
    </message>
    <message>
        <source>Fewer models</source>
        <translation>显示较少模型</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Voice models (*.pt *.bin);;All files (*)</source>
        <translation>语音模型 (*.pt *.bin);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>VoiceModelRow</name>
    <message>
        <source>How much of {model} is here</source>
        <translation>{model} 已下载的部分</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Paused at {come}</source>
        <translation>已暂停于 {come}</translation>
    </message>
    <message>
        <source>Is deleted when you close the settings</source>
        <translation>关闭设置时将被删除</translation>
    </message>
    <message>
        <source>Your own file</source>
        <translation>你自己的文件</translation>
    </message>
    <message>
        <source>This file is not there any more</source>
        <translation>此文件已不存在</translation>
    </message>
    <message>
        <source>Came with Parley</source>
        <translation>随 Parley 提供</translation>
    </message>
    <message>
        <source>English only</source>
        <translation>仅英文</translation>
    </message>
    <message>
        <source>many languages, no translation</source>
        <translation>多种语言，不能翻译</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>多种语言</translation>
    </message>
    <message>
        <source>{speed} times as fast as Large</source>
        <translation>速度是 Large 的 {speed} 倍</translation>
    </message>
    <message>
        <source>the most exact, and the slowest</source>
        <translation>最精确，也最慢</translation>
    </message>
</context>
<context>
    <name>WaitingBar</name>
    <message>
        <source>Messages that wait</source>
        <translation>等待中的消息</translation>
    </message>
    <message>
        <source>Scroll the messages that wait</source>
        <translation>滚动等待中的消息</translation>
    </message>
</context>
<context>
    <name>WaitingChip</name>
    <message>
        <source>next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message numerus="yes">
        <source>{count} attachments</source>
        <translation>
            <numerusform>{count} 个附件</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits: {message}</source>
        <translation>等待中：{message}</translation>
    </message>
    <message>
        <source>Send now: {message}</source>
        <translation>立即发送：{message}</translation>
    </message>
    <message>
        <source>Edit what waits: {message}</source>
        <translation>编辑等待中的消息：{message}</translation>
    </message>
    <message>
        <source>Withdraw what waits: {message}</source>
        <translation>撤回等待中的消息：{message}</translation>
    </message>
</context>
<context>
    <name>WaitingController</name>
    <message>
        <source>It is sent when this answer is finished.</source>
        <translation>此回复完成后将会发送。</translation>
    </message>
    <message>
        <source>The waiting message was withdrawn.</source>
        <translation>等待中的消息已撤回。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Which model?</source>
        <translation>选择哪个模型？</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Models for this computer</source>
        <translation>适合这台电脑的模型</translation>
    </message>
    <message>
        <source>A better model for this computer?</source>
        <translation>要给这台电脑换个更好的模型吗？</translation>
    </message>
    <message>
        <source>Looking what this computer can run…</source>
        <translation>正在查看这台电脑能运行什么…</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Times are for {rate} Mbit/s. Sizes are estimates until the Hub is asked.</source>
        <translation>时间按 {rate} Mbit/s 计算。向 Hub 查询之前，大小均为估计值。</translation>
    </message>
    <message>
        <source>None of the models that Parley knows fits into the memory that is free. The model that came with it is what runs here; closing other programs may help.</source>
        <translation>Parley 认识的模型都装不进当前的空闲内存。现在运行的是随附的模型；关闭其他程序可能有帮助。</translation>
    </message>
    <message>
        <source>This only just fits: close other programs, and expect mistakes.</source>
        <translation>这个模型只是勉强装得下：请关闭其他程序，并预计会有错误。</translation>
    </message>
    <message>
        <source>{name}, which came with Parley, is very small: it answers at once, but knows little and is often wrong.</source>
        <translation>随 Parley 提供的 {name} 非常小：回复很快，但所知不多，而且经常出错。</translation>
    </message>
</context>
<context>
    <name>WindowController</name>
    <message>
        <source>{name} stays in use.</source>
        <translation>继续使用 {name}。</translation>
    </message>
    <message numerus="yes">
        <source>From the next message on the model sees {size} tokens at once.</source>
        <translation>
            <numerusform>从下一条消息起，模型一次能看到 {size} 词元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>Cannot be used</source>
        <translation>无法使用</translation>
    </message>
</context>
<context>
    <name>_ListField</name>
    <message>
        <source>One on each line</source>
        <translation>每行一个</translation>
    </message>
</context>
<context>
    <name>_NumberField</name>
    <message>
        <source>As the model wants it</source>
        <translation>由模型决定</translation>
    </message>
</context>
<context>
    <name>_Obstacle</name>
    <message>
        <source>What helps</source>
        <translation>解决办法</translation>
    </message>
</context>
<context>
    <name>_TableView</name>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
</context>
</TS>
