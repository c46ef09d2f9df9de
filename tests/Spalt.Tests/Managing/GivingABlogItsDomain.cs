using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Tests.Domains;

namespace Spalt.Tests.Managing;

public class GivingABlogItsDomain
{
    private const string Path = "/-/network/blogs/bank-nio";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_gives_it_and_takes_it_and_the_log_says_so()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, post) = await site.HousedAsync(domain: null);
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        using var reader = site.ReaderOf("xn--rksmrgs-5wao1o.example");
        await editor.DoAsync(Path, ("do", "domain"), ("domain", " RäkSmörgås.Example. "));
        Assert.Equal("xn--rksmrgs-5wao1o.example", await DomainAsync(site, blog));
        await reader.SeeAsync("/2026/03/01/isen-bar/");
        using var like = new HttpRequestMessage(HttpMethod.Post, new Uri($"/-/posts/{post.Id}/like", UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
        like.Headers.Add("Origin", "https://xn--rksmrgs-5wao1o.example");
        using var liked = await reader.SendAsync(like, Cancel);
        Assert.Equal(303, (int)liked.StatusCode);
        var page = await editor.PageAsync(Path + "?done=housed", 200);
        Assert.Contains("räksmörgås.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("xn--rksmrgs", page.Replace("href=\"https://xn--rksmrgs-5wao1o.example/\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("räksmörgås.example", await editor.PageAsync("/-/network/blogs", 200), StringComparison.Ordinal);

        // Again is nothing.
        await editor.DoAsync(Path, ("do", "domain"), ("domain", "räksmörgås.example"));
        await editor.DoAsync(Path, ("do", "nodomain"));
        Assert.Null(await DomainAsync(site, blog));
        using var old = await reader.AskAsync("/2026/03/01/isen-bar/");
        Assert.Equal(404, (int)old.StatusCode);
        var entries = await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Blog" && e.After!.Contains("Domain")).OrderBy(e => e.Id).ToListAsync(Cancel));
        Assert.Equal(2, entries.Count(e => e.Verb == AuditVerb.Changed && e.Actor == "Edit Ek"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("banknio")]
    [InlineData("localhost")]
    [InlineData("banknio.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("10.1")]
    [InlineData("[::1]")]
    [InlineData("::1")]
    [InlineData("https://banknio.example")]
    [InlineData("banknio.example/")]
    [InlineData("banknio.example:8080")]
    [InlineData("ada@banknio.example")]
    [InlineData("bank nio.example")]
    [InlineData("bank_nio.example")]
    [InlineData("-bank.example")]
    [InlineData("bank-.example")]
    [InlineData("a..example")]
    [InlineData("*.example")]
    [InlineData("bank\u200bnio.example/x")]
    public async Task What_is_no_domain_is_refused(string typed)
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.NotEmpty(await publisher.RefusedAsync(Path, "domain", ("do", "domain"), ("domain", typed)));
        Assert.Null(await DomainAsync(site, blog));
    }

    [Theory]
    [InlineData("bloggar.example", "nätverks egen")]
    [InlineData("Andra.Example", "nätverks egen")]
    [InlineData("annan.example", "annan blogg")]
    [InlineData("alias.example", "nätverks egen")]
    public async Task A_host_that_somebody_has_is_refused_and_what_was_typed_stays(string typed, string why)
    {
        await using var site = await Site.StartAsync();
        var (network, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        if (typed != "alias.example")
        {
            await site.NetworkAsync("andra.example:8443", "Andra");
        }

        await site.HouseAsync(await site.BlogAsync(network, "annan", "Annan"), "annan.example");

        // What a single network answers on without knowing.
        publisher.DefaultRequestHeaders.Host = typed == "alias.example" ? "alias.example:8080" : "bloggar.example";
        Assert.Contains(why, await publisher.RefusedAsync(Path, "domain", ("do", "domain"), ("domain", typed)), StringComparison.Ordinal);
        using var again = await publisher.PostFormAsync(Path, ("do", "domain"), ("domain", typed));
        Assert.Contains($"value=\"{typed}\"", await again.TextAsync(), StringComparison.Ordinal);
        Assert.Null(await DomainAsync(site, blog));
    }

    [Fact]
    public async Task Its_owner_may_not_but_is_told_whom_to_ask()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, _) = await site.HousedAsync(domain: null);
        await site.WithDbAsync(async db =>
        {
            var mine = await db.Networks.SingleAsync(n => n.Id == network.Id, Cancel);
            mine.AnswerFor("Ulla Utgivare");
            mine.BeReachedAt(null, "red@exempel.se", null);
            await db.SaveChangesAsync(Cancel);
        });
        using var owner = await site.SignedInAsync("Olga Ek", BlogRole.Owner, blog);
        foreach (var (name, value) in new[] { ("domain", OwnDomain.Own), ("nodomain", "") })
        {
            using var tried = await owner.PostFormAsync(Path, ("do", name), ("domain", value));
            Assert.Equal(404, (int)tried.StatusCode);
        }

        Assert.Null(await DomainAsync(site, blog));
        var settings = await owner.PageAsync("/-/write/bank-nio/settings", 200);
        Assert.Contains("https://bloggar.example/bank-nio/", settings, StringComparison.Ordinal);
        Assert.Contains("vänd dig till Ulla Utgivare", settings, StringComparison.Ordinal);
        Assert.Contains("mailto:red@exempel.se", settings, StringComparison.Ordinal);
        await site.HouseAsync(blog, OwnDomain.Own);
        settings = await owner.PageAsync("/-/write/bank-nio/settings", 200);
        Assert.Contains(">https://banknio.example/</a>", settings, StringComparison.Ordinal);
        Assert.Contains("<code>https://banknio.example/feed/</code>", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_does_the_same()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync(domain: null);
        using var reader = site.ReaderOf(OwnDomain.Own);
        var ran = await SpaltProcess.RunAsync(site.Store, "blog", "set", "--slug", "bank-nio", "--domain", "BankNio.example");
        Assert.Equal((0, OwnDomain.Own), (ran.ExitCode, await DomainAsync(site, blog)));
        Assert.Contains(OwnDomain.Own, ran.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await reader.AskAsync("/2026/03/01/isen-bar/");
            return answer.StatusCode is HttpStatusCode.OK;
        });
        foreach (var wrong in new string[][] { ["--domain", "localhost"], ["--domain", "bloggar.example"], [], ["--domain", "b.example", "--no-domain"] })
        {
            Assert.Equal(CommandLine.BadInput, (await SpaltProcess.RunAsync(site.Store, ["blog", "set", "--slug", "bank-nio", .. wrong])).ExitCode);
        }

        Assert.Equal(CommandLine.Failed, (await SpaltProcess.RunAsync(site.Store, "blog", "set", "--slug", "ingen", "--no-domain")).ExitCode);
        Assert.Contains("bank-nio", Assert.Single((await SpaltProcess.RunAsync(site.Store, "network", "add", "--host", OwnDomain.Own, "--name", "B")).Errors), StringComparison.Ordinal);
        Assert.Equal(OwnDomain.Own, await DomainAsync(site, blog));
        Assert.Equal(0, (await SpaltProcess.RunAsync(site.Store, "blog", "set", "--slug", "bank-nio", "--no-domain")).ExitCode);
        Assert.Null(await DomainAsync(site, blog));
    }

    [Theory]
    [InlineData("Blåbär.example", "xn--blbr-noae.example", "blåbär.example")]
    [InlineData("a.b.example.", "a.b.example", "a.b.example")]
    [InlineData("xn--blbr-noae.example", "xn--blbr-noae.example", "blåbär.example")]
    public void A_domain_is_kept_as_browsers_send_it_and_shown_as_people_read_it(string typed, string kept, string shown) =>
        Assert.Equal((kept, shown), (HostName.OfDomain(typed), HostName.Readable(kept)));

    private static Task<string?> DomainAsync(Site site, Blog blog) => site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.Domain).SingleAsync(Cancel));
}
