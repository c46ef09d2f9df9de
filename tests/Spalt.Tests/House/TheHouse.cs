using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Tests.House;

/// <summary>Rules of the house that no compiler knows.</summary>
public partial class TheHouse
{
    private const int LongestFile = 400;

    /// <summary>Who may know whom: a feature's folder, and the features that it may name. Plumbing may be known by all.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Accounts"] = [],
        ["Networks"] = ["Accounts", "Headlines", "Media"],
        ["Media"] = ["Networks"],
        ["Blogs"] = ["Networks", "Accounts", "Media"],
        ["Members"] = ["Accounts", "Networks", "Blogs"],
        ["MyData"] = ["Comments", "Moderation", "Ledger", "Writing", "Pictures", "Posts", "Blogs", "Networks", "Accounts", "Members", "Media"],
        ["Pictures"] = ["Media", "Members", "Posts", "Blogs", "Networks", "Accounts"],
        ["Posts"] = ["Blogs", "Networks", "Accounts", "Media"],
        ["BlogSettings"] = ["Writing", "Pictures", "Posts", "Members", "Blogs", "Networks", "Accounts", "Media"],
        ["Comments"] = ["Moderation", "Reading", "Posts", "Blogs", "Networks", "Accounts"],
        ["Ledger"] = ["Networks"],
        ["Moderation"] = ["Ledger", "Managing", "Comments", "Members", "Posts", "Blogs", "Networks", "Accounts", "Reading"],
        ["Likes"] = ["Comments", "Moderation", "Posts", "Blogs", "Networks", "Accounts"],
        ["Statistics"] = ["Managing", "Members", "Posts", "Blogs", "Networks", "Accounts"],
        ["Headlines"] = ["Networks"],
        ["Audit"] = ["Accounts", "Blogs", "Headlines", "Managing", "Members", "Moderation", "Networks", "Pictures", "Posts", "Reading", "Writing"],
        ["Managing"] = ["Accounts", "Audit", "Blogs", "Headlines", "Media", "Members", "Networks", "Pictures", "Posts", "Reading", "Writing"],
        ["Embeds"] = [],
        ["Feeds"] = ["Moderation", "Posts", "Blogs", "Networks", "Accounts", "Comments", "Media"],
        ["Writing"] = ["Pictures", "Posts", "Blogs", "Networks", "Accounts", "Members", "Media", "Reading"],
        ["History"] = ["Audit", "Writing", "Reading", "Moderation", "Comments", "Posts", "Blogs", "Networks", "Accounts", "Embeds"],
        ["Reading"] = ["History", "Moderation", "Posts", "Blogs", "Networks", "Accounts", "Comments", "Embeds", "Headlines", "Media", "Pictures"],
    };

    private static readonly string[] Plumbing = ["Jobs", "Outbound"];

    private static readonly string[] SameInAllLanguages = ["CSV", "JSON Lines", "RSS", "Facebook", "Bluesky"];

    private static readonly string[] ProviderWords = ["Sqlite", "Npgsql"];

    [Fact]
    public void No_file_is_longer_than_anybody_reads() => Assert.Empty(
        Sources.In("src", ".cs", ".cshtml", ".ts", ".css").Concat(Sources.In("tests", ".cs"))
            .Select(f => (f.Path, Lines: f.Text.Split('\n').Length)).Where(f => f.Lines > LongestFile).Select(f => $"{f.Path}: {f.Lines} lines"));

    [Fact]
    public void Features_know_only_what_the_design_lets_them_know()
    {
        var known = Arrows.Keys.Concat(["Imports", "Demo"]).ToArray();
        Assert.Empty(
            from file in Sources.In("src/Spalt", ".cs", ".cshtml")
            let folder = file.Path.Split('/')[2]
            where Arrows.ContainsKey(folder) || Plumbing.Contains(folder, StringComparer.Ordinal)
            let allowed = Arrows.GetValueOrDefault(folder, [])
            from other in known
            where other != folder && !allowed.Contains(other, StringComparer.Ordinal)
                && Regex.IsMatch(file.Text, $@"\bSpalt\.{other}\b|^@?using Spalt\.{other};", RegexOptions.Multiline)
            select $"{file.Path} knows {other}");
    }

    /// <summary>What is changed past the change tracker is in no audit log: counters may be, and what locks a row by changing nothing.</summary>
    [Fact]
    public void What_the_audit_log_keeps_is_not_changed_past_the_change_tracker()
    {
        var audited = typeof(SpaltDb).GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Select(p => (p.Name, Type: p.PropertyType.GetGenericArguments()[0])).Where(s => s.Type.IsDefined(typeof(AuditedAttribute), inherit: false)).ToList();
        Assert.Empty(
            from file in Sources.In("src/Spalt", ".cs")
            from set in audited
            from Match bulk in Regex.Matches(file.Text, $@"\b[Dd]b\.{set.Name}\.(?:Where|Execute)[^;]*?Execute(?:Delete|Update)Async\([^;]*;")
            let changed = Regex.Matches(bulk.Value, @"SetProperty\((\w+) => \1\.(\w+), (?!\1 => \1\.\2\))").Select(m => m.Groups[2].Value)
            where (bulk.Value.Contains("ExecuteDeleteAsync", StringComparison.Ordinal) && !set.Type.GetCustomAttribute<AuditedAttribute>()!.OnlyChanges) || changed.Any(name => IsAudited(set.Type, name))
            select $"{file.Path}: {bulk.Value}");

        static bool IsAudited(Type type, string name) => type.GetCustomAttribute<AuditedAttribute>()! is { Only.Count: > 0 } only
            ? only.Only.Contains(name, StringComparer.Ordinal) : !type.GetProperty(name)!.IsDefined(typeof(NotAuditedAttribute), inherit: false);
    }

    [Fact]
    public void Only_the_store_knows_which_database_it_is() => Assert.Empty(
        from file in Sources.In("src/Spalt", ".cs", ".cshtml")
        where file.Path.Split('/')[2] is not ("Store" or "Operations")
        from word in ProviderWords
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} says {word}");

    [Fact]
    public void Formats_knows_nothing_of_the_product_nor_of_the_world()
    {
        string[] strangers = ["using Spalt.Store", "System.Net.Http", "EntityFrameworkCore", "DateTime.Now", "UtcNow", "ILogger", "File.Read", "Microsoft.Extensions"];
        Assert.Empty(
            from file in Sources.In("src/Spalt.Formats", ".cs")
            from stranger in strangers
            where file.Text.Contains(stranger, StringComparison.Ordinal)
            select $"{file.Path} knows {stranger}");
    }

    [Fact]
    public void Pages_hold_no_style_script_or_handler_of_their_own() => Assert.Empty(
        from file in Sources.In("src/Spalt", ".cshtml")
        where Inline().IsMatch(file.Text)
        select file.Path);

    [Fact]
    public void Pages_hold_no_words_of_their_own() => Assert.Empty(
        from file in Sources.In("src/Spalt", ".cshtml")
        from Match word in Words().Matches(WithoutCode(file.Text))
        where !SameInAllLanguages.Contains(word.Value.Trim(), StringComparer.Ordinal)
        select $"{file.Path}: {word.Value.Trim()}");

    [Fact]
    public void No_registry_and_no_path_of_a_machine_stands_in_any_file() => Assert.Empty(
        from file in Sources.In("src", ".json", ".cs", ".cshtml", ".mjs", ".ts", ".csproj").Concat(Sources.In("tests", ".json", ".csproj")).Concat(Sources.In("bin", ""))
        from host in new[] { "registry." + "npmjs", "api.nuget" + ".org", "deb.debian" + ".org" }
        where file.Text.Contains(host, StringComparison.Ordinal)
        select $"{file.Path} names {host}");

    /// <summary>What is left of a page when its code and its tags are gone: text that people would read.</summary>
    private static string WithoutCode(string page)
    {
        page = Regex.Replace(page, @"@\*.*?\*@", "", RegexOptions.Singleline);
        page = Regex.Replace(page, @"@(?:functions|code)?\s*\{.*?^\}", "", RegexOptions.Singleline | RegexOptions.Multiline);
        page = Regex.Replace(page, "<script.*?</script>|<svg.*?</svg>", "", RegexOptions.Singleline);
        return string.Join('\n', page.Split('\n').Where(line => line.TrimStart() is ['<', ..] && !line.Contains("@{", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\sstyle=""|<style|<script(?![^>]*(?:src=|application/(?:ld\+)?json))|\son[a-z]+=""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inline();

    /// <summary>Two letters or more between a tag's end and the next tag, that no code wrote.</summary>
    [GeneratedRegex(@"(?<=>)[^<>@]*\p{L}{2,}[^<>@(){}]*(?=<)", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
