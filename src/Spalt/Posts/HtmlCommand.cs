using System.CommandLine;
using System.Text;
using Spalt.Language;

namespace Spalt.Posts;

/// <summary><c>spalt html clean</c>: what a post's HTML would be once it is stored, a line of JSON for each that is read.</summary>
internal static class HtmlCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = Texts.Command("Html.File"), Arity = ArgumentArity.ZeroOrMore };
        var clean = new Command("clean", Texts.Command("Html.Clean")) { files }.Does(
            (_, asked, cancel) => CleanAsync(asked.GetValue(files) is { Length: > 0 } named ? named : ["-"], cancel));
        return new Command("html", Texts.Command("Html")) { clean };
    }

    private static async Task CleanAsync(string[] files, CancellationToken cancel)
    {
        if (Array.Find(files, file => file != "-" && !File.Exists(file)) is { } missing)
        {
            throw new CommandException(Texts.Command(Directory.Exists(missing) ? "Headlines.Folder" : "Headlines.NoFile", missing), CommandLine.BadInput);
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8);
        var wrong = false;
        foreach (var file in files)
        {
            await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var input = new StreamReader(stream, Utf8);
            var number = 0;
            while (await input.ReadLineAsync(cancel) is { } line)
            {
                number++;
                if (line.AsSpan().IsWhiteSpace())
                {
                    continue;
                }

                if (HtmlLine.Clean(line) is { } cleaned)
                {
                    // Whoever reads the answers may wait for one before asking the next.
                    await output.WriteAsync((cleaned + "\n").AsMemory(), cancel);
                    await output.FlushAsync(cancel);
                }
                else
                {
                    wrong = true;
                    await Console.Error.WriteLineAsync(files.Length > 1 ? Texts.Command("Html.BadLineIn", number, file) : Texts.Command("Html.BadLine", number));
                }
            }
        }

        if (wrong)
        {
            throw CommandException.AlreadyTold(CommandLine.Failed);
        }
    }
}
