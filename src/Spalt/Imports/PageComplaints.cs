using Spalt.Formats;
using System.Text.RegularExpressions;
using Spalt.Formats.Archives;
using Spalt.Language;

namespace Spalt.Imports;

/// <summary>What is wrong with single pages: the others go on, and the verb fails at the end, in one line that names the files.</summary>
internal sealed class PageComplaints(PageFiles.Read read)
{
    /// <summary>Files that are named of those with the same fault.</summary>
    private const int MostNamed = 20;

    private readonly List<(string File, string What)> _wrong = [];

    public int Count => _wrong.Count;

    /// <summary>Reads one page and does something with it.</summary>
    public async Task TryAsync(string file, Func<SavedPage, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(
                await read(file, PageFiles.Largest, cancel) is { } bytes ? SavedPage.Read(bytes, file)
                : throw new CommandException(Texts.Command("Import.TooLarge", PageFiles.Largest / 1024 / 1024)));
        }
        catch (SavedPageException error)
        {
            _wrong.Add((file, Texts.Command("Import.Problem." + error.Problem)));
        }
        catch (CommandException error)
        {
            _wrong.Add((file, error.Message));
        }
        catch (UnauthorizedAccessException error)
        {
            // A page, a picture beside it, or the folder for media: all but the page itself are named.
            _wrong.Add((file, Faults.Denied(error, file)));
        }
        catch (IOException error)
        {
            _wrong.Add((file, TextLine.Of(error.Message)));
        }
        catch (Exception error) when (error is ArgumentException or FormatException or IndexOutOfRangeException or NullReferenceException or RegexMatchTimeoutException)
        {
            // A page that the reader stumbles over is one page: the others of its folder do not wait for the mend.
            _wrong.Add((file, Texts.Command("Bug", error.GetType().Name, TextLine.Of(error.Message))));
        }
    }

    /// <exception cref="CommandException">Something was wrong.</exception>
    public void Tell()
    {
        if (_wrong.Count > 0)
        {
            throw new CommandException(string.Join(" · ", _wrong.GroupBy(w => w.What, w => w.File, Line, StringComparer.Ordinal)), CommandLine.BadInput);
        }

        static string Line(string what, IEnumerable<string> files)
        {
            var named = files.ToList();
            var more = named.Count > MostNamed ? Texts.Command("Import.AndMore", named.Count - MostNamed) : "";
            return Texts.Command("Import.NoPage", string.Join(", ", named.Take(MostNamed).Select(TextLine.Of)) + more, what);
        }
    }
}
