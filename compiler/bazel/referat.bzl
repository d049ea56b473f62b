"""Archives of minutes built by Bazel, step by step (compiler/STEPS.md): `referat_meetings` compiles the meetings of a package,
`referat_archive` publishes those of many packages as one archive.

    referat_meetings(
        name = "meetings",
        srcs = glob(["**/*.md"], exclude = ["**/README.md"]),
        data = glob(["**"], exclude = ["**/*.md"]),     # what the meetings attach
    )

    referat_archive(
        name = "archive",
        meetings = ["//meetings/dassos:meetings"],
        styles = ["//:styles"],                         # a filegroup of styles/**
    )
"""

MeetingsInfo = provider("Compiled meetings.", fields = {"meetings": "list of struct(head, items, data, unit)"})

# Sandboxes are made of symbolic links, and referat refuses links that lead out of meetings/: the inputs are copied before the step.
_COPY = """
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here=$PWD
xargs -d '\\n' cp -L --parents -t "$work" <"$1"
"""

_COMPILE = _COPY + """
cd "$work"
"$here/$2" compile --defer-errors --unit "$here/$3" "${@:4}"
"""

_RENDER = _COPY + """
cd "$work"
mkdir -p "$here/$4"
"$here/$2" render --defer-errors --made "$here/$3" -o "$here/$4" --imports "$here/$5" "${@:6}"
"""

# Each line of the list: a unit, and where its imports belong.
_RESOLVE = """
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
while IFS='\t' read -r unit imports; do
    n=$((n + 1))
    cp -L "$unit" "$work/$n.unit"
    echo "$work/$n.unit" >>"$work/units"
done <"$1"
"$2" resolve "@$work/units" "${@:3}"
n=0
while IFS='\t' read -r unit imports; do
    n=$((n + 1))
    cp "$work/$n.imports" "$imports"
done <"$1"
"""

# Each meeting was published into a folder of its own; what is made of the whole archive goes where they all are.
_LINK = _COPY + """
while IFS= read -r tree; do
    cp -RL --no-preserve=mode "$tree/." "$6"
done <"$2"
"$4" link "@$3" --styles "$work/styles" --report "$5" -o "$6" "${@:7}"
"""

_HEADS = ["moede.md", "møde.md"]

def _inputs_list(ctx, name, files):
    """A file that lists them, one a line."""
    listed = ctx.actions.declare_file(name)
    args = ctx.actions.args()
    args.set_param_file_format("multiline")
    args.add_all(files)
    ctx.actions.write(listed, args)
    return listed

def _group(files):
    """The files of each meeting: one alone, or all of a folder that has a head."""
    folders = {file.dirname: file for file in files if file.basename.lower() in _HEADS}
    items = {folder: [] for folder in folders}
    alone = []
    for file in files:
        if file.dirname not in folders:
            alone.append((file, []))
        elif file != folders[file.dirname]:
            items[file.dirname].append(file)
    return alone + [(folders[folder], items[folder]) for folder in folders]

def _options(ctx):
    return ["--edition", "intern"] if ctx.attr.edition == "intern" else []

def _meetings_impl(ctx):
    meetings = []
    for head, items in _group(ctx.files.srcs):
        name = "%s/%s" % (ctx.label.name, head.short_path)
        unit = ctx.actions.declare_file(name + ".unit")
        inputs = [head] + items + ctx.files.data + ctx.files.styles
        listed = _inputs_list(ctx, name + ".inputs", inputs)
        args = ctx.actions.args()
        args.add_all([listed, ctx.executable.referat, unit] + _options(ctx))
        args.add_all([head] + items)
        ctx.actions.run_shell(
            outputs = [unit],
            inputs = inputs + [listed],
            tools = [ctx.executable.referat],
            command = _COMPILE,
            arguments = [args],
            mnemonic = "ReferatCompile",
            progress_message = "Compiling %s" % head.short_path,
        )
        meetings.append(struct(head = head, items = items, data = ctx.files.data, unit = unit))
    return [
        DefaultInfo(files = depset([meeting.unit for meeting in meetings])),
        MeetingsInfo(meetings = meetings),
    ]

_COMMON = {
    "styles": attr.label_list(allow_files = True, default = ["//:styles"], doc = "All of styles/, at the top of the workspace."),
    "edition": attr.string(default = "offentlig", values = ["offentlig", "intern"]),
    "referat": attr.label(default = "//:referat", executable = True, allow_single_file = True, cfg = "host"),
}

referat_meetings = rule(
    implementation = _meetings_impl,
    attrs = dict(
        _COMMON,
        srcs = attr.label_list(allow_files = [".md"]),
        data = attr.label_list(allow_files = True),
    ),
)

def _render(ctx, meeting, imports):
    name = "%s/%s" % (ctx.label.name, meeting.head.short_path)
    made = ctx.actions.declare_file(name + ".made")
    tree = ctx.actions.declare_directory(name + ".tree")
    inputs = [meeting.head] + meeting.items + meeting.data + ctx.files.styles
    listed = _inputs_list(ctx, name + ".inputs", inputs)
    args = ctx.actions.args()
    args.add_all([listed, ctx.executable.referat, made, tree.path, imports] + _options(ctx))
    args.add_all([meeting.head] + meeting.items)
    ctx.actions.run_shell(
        outputs = [made, tree],
        inputs = inputs + [listed, imports],
        tools = [ctx.executable.referat],
        command = _RENDER,
        arguments = [args],
        mnemonic = "ReferatRender",
        progress_message = "Rendering %s" % meeting.head.short_path,
    )
    return made, tree

def _resolve(ctx, meetings):
    imports = [
        ctx.actions.declare_file("%s/%s.imports" % (ctx.label.name, meeting.head.short_path))
        for meeting in meetings
    ]
    listed = ctx.actions.declare_file(ctx.label.name + ".resolve")
    lines = ["%s\t%s\n" % (meeting.unit.path, file.path) for meeting, file in zip(meetings, imports)]
    ctx.actions.write(listed, "".join(lines))
    ctx.actions.run_shell(
        outputs = imports,
        inputs = [meeting.unit for meeting in meetings] + [listed],
        tools = [ctx.executable.referat],
        command = _RESOLVE,
        arguments = [listed.path, ctx.executable.referat.path] + _options(ctx),
        mnemonic = "ReferatResolve",
    )
    return imports

def _archive_impl(ctx):
    meetings = []
    for target in ctx.attr.meetings:
        meetings += target[MeetingsInfo].meetings
    imports = _resolve(ctx, meetings)
    rendered = [_render(ctx, meeting, file) for meeting, file in zip(meetings, imports)]
    made = [one[0] for one in rendered]
    trees = [one[1] for one in rendered]

    out = ctx.actions.declare_directory(ctx.label.name + ".out")
    report = ctx.actions.declare_file(ctx.label.name + ".report")
    style_list = _inputs_list(ctx, ctx.label.name + ".styles", ctx.files.styles)
    made_list = _inputs_list(ctx, ctx.label.name + ".made", made)
    tree_list = ctx.actions.declare_file(ctx.label.name + ".trees")
    ctx.actions.write(tree_list, "".join([tree.path + "\n" for tree in trees]))
    address = ["--base-url", ctx.attr.base_url] if ctx.attr.base_url else []
    ctx.actions.run_shell(
        outputs = [out, report],
        inputs = made + trees + ctx.files.styles + [style_list, made_list, tree_list],
        tools = [ctx.executable.referat],
        command = _LINK,
        arguments = [file.path for file in [style_list, tree_list, made_list, ctx.executable.referat, report, out]] + _options(ctx) + address,
        mnemonic = "ReferatLink",
        progress_message = "Linking %d meetings" % len(meetings),
    )
    return [DefaultInfo(files = depset([out, report]))]

referat_archive = rule(
    implementation = _archive_impl,
    attrs = dict(
        _COMMON,
        meetings = attr.label_list(providers = [MeetingsInfo]),
        base_url = attr.string(),
    ),
)
