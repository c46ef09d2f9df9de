using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Formats.Swedish;
using Spalt.Imports;
using Spalt.Store;
using static Spalt.Tests.Imports.OldPages;

namespace Spalt.Tests.Imports;

/// <summary>The command as somebody types it: exit codes, and one line on standard error.</summary>
public sealed class RunningTheImport : IAsyncLifetime
{
    private TestStore _store = null!;
    private string _pages = "";

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.CreateAsync();
        _pages = Directory.CreateDirectory(Path.Combine(_store.Folder, "sidor")).FullName;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private string Save(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_pages, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, (encoding ?? Encoding.UTF8).GetBytes(text));
        return path;
    }

    /// <summary>Made by the same verbs, in this process: a process of its own for each would take long.</summary>
    private Task<int> BlogAsync() => WithDbAsync(async db =>
    {
        var network = Networks.Network.Start("bloggar.example", "Älvposten", "sv", TimeProvider.System.GetUtcNow());
        db.Add(network);
        await db.SaveChangesAsync();
        db.Add(Blogs.Blog.Start(network.Id, "bank-nio", "Bänk nio", TimeProvider.System.GetUtcNow()));
        return await db.SaveChangesAsync();
    });

    private async Task<T> WithDbAsync<T>(Func<SpaltDb, Task<T>> work)
    {
        T result = default!;
        await _store.Installation().WithDatabaseAsync(async (db, _) => result = await work(db), TestContext.Current.CancellationToken);
        return result;
    }

    private Task<string[]> TitlesAsync() => WithDbAsync(db => db.Posts.OrderByDescending(p => p.PublishedAt).Select(p => p.Title).ToArrayAsync());

    private Task<Ran> ImportAsync(string path, params string[] more) =>
        SpaltProcess.RunAsync(_store, ["import", "page", path, "--blog", "bank-nio", "--author", "Disa Holm", .. more]);

    [Fact]
    public async Task A_character_that_is_none_stops_no_folder()
    {
        await BlogAsync();
        Save("1.html", OldPages.Html(OldPages.Article("Ett")));
        Save("2.html", OldPages.Html(OldPages.Article("Tv&#xFFFE;\uFFFFå")));
        Save("3.html", OldPages.Html(OldPages.Article("Tre")));
        var ran = await ImportAsync(_pages);
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(["Ett", "Tre", "Tv å"], (await TitlesAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Takes_in_a_folder_and_names_what_is_no_page()
    {
        await BlogAsync();
        Save("2.txt", Capture("Från sidan två"));
        Save("1.txt", Capture("Åäö från sidan ett"), Encoding.Latin1);
        Save("3.html", "<html><body><p>Ingenting.</p></body></html>");
        Save("4.txt", "");
        Save("5.txt", "\0\u0001\u0002");
        Save("2_files/annons.html", Html(Article("Annons")));
        Save(".dold.html", Html(Article("Dold")));
        var ran = await ImportAsync(_pages);
        Assert.Equal(2, ran.ExitCode);
        var line = Assert.Single(ran.Errors);
        Assert.All(["3.html", "4.txt", "5.txt", "hentry"], named => Assert.Contains(named, line, StringComparison.Ordinal));
        Assert.Contains("2 new posts", ran.Output, StringComparison.Ordinal);
        Assert.Equal(["Åäö från sidan ett", "Från sidan två"], await TitlesAsync());
    }

    [Fact]
    public async Task Follows_no_links_and_waits_for_no_pipes_in_a_folder()
    {
        await BlogAsync();
        Save("1.txt", Capture("Från mappen"));
        var outside = Path.Combine(_store.Folder, "utanför.txt");
        await File.WriteAllTextAsync(outside, Capture("Utifrån"), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_pages, "2.txt"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_pages, "länk"), _store.Folder);
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_pages, "3.txt")]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var ran = await ImportAsync(_pages);
        Assert.Contains("3.txt", Assert.Single(ran.Errors), StringComparison.Ordinal);
        Assert.Equal(["Från mappen"], await TitlesAsync());
    }

    [Fact]
    public async Task Shows_what_it_finds_and_writes_nothing()
    {
        var page = Save("sida.html", Html(Article("Bussen till byn", "<p>Fyra ord om bussen.</p><img src=\"https://b.example/a.jpg\">", date: "2020-02-20")));
        var ran = await SpaltProcess.RunAsync(_store, [("Spalt__Database", "Host=127.0.0.1;Port=1;Database=borta")], "import", "page", page, "--check");
        Assert.Equal(0, ran.ExitCode);
        Assert.Empty(ran.Errors);
        var row = Assert.Single(ran.Output.Split('\n'), l => l.Contains("Bussen till byn", StringComparison.Ordinal));
        var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(["2020-02-20", "4", "1"], cell => Assert.Contains(cell, cells, StringComparer.Ordinal));
        Assert.False(File.Exists(Path.Combine(_store.Folder, "spalt.db")));
    }

    [Fact]
    public async Task Tells_beforehand_who_counts_as_author_and_what_is_lost()
    {
        var page = Save("sida.html", Html(
            Article("Ur framtiden", date: "2189-01-01"), Article("Bilden", "<img src=\"borta.jpg\">"), Article("", "<p>Ett inlägg utan rubrik.</p>", author: "Åke Ström")));
        var ran = await SpaltProcess.RunAsync(_store, "import", "page", page, "--check", "--author", "Disa Holm");
        string[] lines = [.. ran.Output.Split('\n').Where(l => l.Length > 0)];
        string Line(string start) => Assert.Single(lines, l => l.TrimStart().StartsWith(start, StringComparison.Ordinal));
        Assert.Matches("undated +Disa Holm", Line("Ur framtiden"));
        Assert.Contains("Disa Holm", Line("Bilden"), StringComparison.Ordinal);
        Assert.Contains("Åke Ström", Line("Ett inlägg utan rubrik."), StringComparison.Ordinal);
        Assert.Contains("2189-01-01", Line("“Ur framtiden”"), StringComparison.Ordinal);
        Assert.Contains("borta.jpg", Line("“Bilden”"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_beforehand_whom_and_what_the_import_would_stop_at()
    {
        var page = Save("sida.html", Html(Article("Bussen", "<p>Ett två tre.</p>"), Article("Bilen", "<p>Fyra fem sex.</p>", author: "Åke Ström")));
        if (_store.Connection is null)
        {
            var before = await SpaltProcess.RunAsync(_store, "import", "page", page, "--check", "--blog", "bank-nio");
            Assert.Equal(0, before.ExitCode);
            Assert.Contains($"There is no installation in {_store.Folder}", before.Output, StringComparison.Ordinal);
        }

        await BlogAsync();
        var ran = await SpaltProcess.RunAsync(_store, "import", "page", page, "--check", "--blog", "borta");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Bussen", ran.Output, StringComparison.Ordinal);
        Assert.Contains("There is no blog called borta on bloggar.example; make it with: bin/spalt blog add --slug borta", Assert.Single(ran.Errors), StringComparison.Ordinal);

        await ImportAsync(Save("gammal.html", Html(Article("Bilen", "<p>Fyra fem sex.</p>", author: "Åke Ström"))));
        ran = await SpaltProcess.RunAsync(_store, "import", "page", page, "--check", "--blog", "bank-nio");
        Assert.Equal((0, 0), (ran.ExitCode, ran.Errors.Length));
        Assert.Contains("1 post has no author; say who it is with --author \"NAME\".", ran.Output, StringComparison.Ordinal);
        Assert.Contains("2 posts, 1 was there already.", ran.Output, StringComparison.Ordinal);
        Assert.Equal(["Bilen"], await TitlesAsync());
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_told_in_the_terminals_language()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("Root may read everything.");
            return;
        }

        await BlogAsync();
        var page = Save("sida.html", Html(Article("Bussen")));
        File.SetUnixFileMode(page, UnixFileMode.None);
        var ran = await SpaltProcess.RunAsync(_store, [("LC_ALL", "sv_SE.UTF-8")], "import", "page", page, "--blog", "bank-nio");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"Användaren {Environment.UserName} får inte läsa {page}.", Assert.Single(ran.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_in_the_singular()
    {
        await BlogAsync();
        var ran = await ImportAsync(Save("sida.txt", Capture("Ensamt inlägg")));
        Assert.Contains("1 new post, 0 were there already, 0 new comments.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_one_line_what_is_wrong()
    {
        await BlogAsync();
        var page = Save("sida.txt", Capture("Ett inlägg"));
        await using (var large = File.Create(Path.Combine(_pages, "stor.html")))
        {
            large.SetLength((50 * 1024 * 1024) + 1);
        }

        (string Wanted, string[] Arguments)[] wrong =
        [
            ("finns-inte", ["import", "page", Path.Combine(_pages, "finns-inte"), "--blog", "bank-nio"]),
            ("50 MB", ["import", "page", Path.Combine(_pages, "stor.html"), "--blog", "bank-nio"]),
            ("ingen-blogg", ["import", "page", page, "--blog", "ingen-blogg", "--author", "Disa"]),
            ("--author", ["import", "page", page, "--blog", "bank-nio"]),
            ("--blog", ["import", "page", page, "--author", "Disa"]),
            ("2022-02-30", ["import", "page", page, "--blog", "bank-nio", "--author", "Disa", "--as-of", "2022-02-30"]),
            ("2190-01-01", ["import", "page", page, "--blog", "bank-nio", "--author", "Disa", "--as-of", "2190-01-01"]),
        ];
        foreach (var (wanted, arguments) in wrong)
        {
            var ran = await SpaltProcess.RunAsync(_store, arguments);
            Assert.Equal(2, ran.ExitCode);
            Assert.Contains(wanted, Assert.Single(ran.Errors), StringComparison.Ordinal);
            Assert.Empty(ran.Output);
        }

        Assert.Empty(await TitlesAsync());
    }

    [Theory]
    [InlineData("2026-11-23 22:30", true)]
    [InlineData("2026-11-22 22:30", true)]
    [InlineData("2026-11-22 10:00", true)]
    [InlineData("2026-11-22 09:59", false)]
    public void Takes_a_day_for_one_to_come_only_where_it_has_begun_in_no_zone(string utc, bool accepted)
    {
        var now = DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture);
        DateTimeOffset? Asked() => ImportCommand.EndOf(PartialDate.OfDay(2026, 11, 23).Local, zone: null, now);
        if (accepted)
        {
            Assert.Equal(now, Asked());
        }
        else
        {
            Assert.Throws<CommandException>(() => Asked());
        }
    }

    [Fact]
    public async Task Says_in_one_line_that_the_settings_are_wrong()
    {
        await BlogAsync();
        var page = Save("sida.html", Html(Article("Bild", "<img src=\"http://127.0.0.1:9/a.png\">")));
        var ran = await SpaltProcess.RunAsync(
            _store, [("Spalt__Outbound__MaxBytes", "12")], "import", "page", page, "--blog", "bank-nio", "--author", "Disa", "--fetch-images");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("MaxBytes", Assert.Single(ran.Errors), StringComparison.Ordinal);
    }
}
