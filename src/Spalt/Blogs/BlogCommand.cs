using System.CommandLine;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Blogs;

/// <summary><c>spalt blog add</c> and <c>set</c></summary>
internal static class BlogCommand
{
    public static Command Make()
    {
        var slug = CommandLine.Option<string>("--slug", "SLUG", "Blog.Slug", required: true);
        var title = CommandLine.Option<string>("--title", "TITLE", "Blog.Title", required: true);
        var tagline = CommandLine.Option<string?>("--tagline", "TEXT", "Blog.Tagline");
        var about = CommandLine.Option<string?>("--about", "TEXT", "Blog.About");
        var add = new Command("add", Texts.Command("Blog.Add")) { slug, title, tagline, about, NetworkCommand.Network }.Does((installation, asked, cancel) =>
        {
            // Before there is a database: what is refused leaves nothing behind.
            if (!Slug.IsValid(asked.GetValue(slug)!))
            {
                throw new CommandException(Texts.Command(Slug.IsReserved(asked.GetValue(slug)!) ? "Blog.ReservedSlug" : "Blog.BadSlug", asked.GetValue(slug)), CommandLine.BadInput);
            }

            if (string.IsNullOrWhiteSpace(asked.GetValue(title)))
            {
                throw new CommandException(Texts.Command("NoName"), CommandLine.BadInput);
            }

            return installation.WithExistingDatabaseAsync(
                async (db, services) =>
                {
                    var network = await NetworkCommand.FindAsync(installation, db, asked.GetValue(NetworkCommand.Network), cancel);
                    var blog = Blog.Start(network.Id, asked.GetValue(slug)!, asked.GetValue(title)!, services.GetRequiredService<TimeProvider>().GetUtcNow());
                    blog.Describe(asked.GetValue(tagline)?.Trim(), Paragraphs(asked.GetValue(about)), accent: null, portraitId: null);
                    await AddAsync(db, network, blog, cancel);
                },
                cancel);
        });
        return new Command("blog", Texts.Command("Blog")) { add, MakeSet(slug) };
    }

    private static Command MakeSet(Option<string> slug)
    {
        var domain = CommandLine.Option<string?>("--domain", "HOST", "Blog.Domain");
        var none = new Option<bool>("--no-domain") { Description = Texts.Command("Blog.NoDomain") };
        return new Command("set", Texts.Command("Blog.Set")) { slug, domain, none, NetworkCommand.Network }.Does((installation, asked, cancel) =>
        {
            if (asked.GetValue(domain) is null != asked.GetValue(none))
            {
                throw new CommandException(Texts.Command("Blog.WhichDomain"), CommandLine.BadInput);
            }

            return installation.WithExistingDatabaseAsync(
                async (db, _) =>
                {
                    var network = await NetworkCommand.FindAsync(installation, db, asked.GetValue(NetworkCommand.Network), cancel);
                    var blog = await db.Blogs.SingleOrDefaultAsync(b => b.NetworkId == network.Id && b.Slug == asked.GetValue(slug), cancel)
                        ?? throw new CommandException(Texts.Command("Blog.Unknown", asked.GetValue(slug)));
                    await HouseAsync(db, blog, asked.GetValue(domain), cancel);
                    await db.SaveChangesAsync(cancel);
                    Console.WriteLine(Texts.Command("Blog.Added", blog.Title, blog.Domain is { } host ? HostName.Readable(host) : $"{network.Host}/{blog.Slug}/"));
                },
                cancel);
        });
    }

    /// <param name="typed">Null for the network's host.</param>
    private static async Task HouseAsync(SpaltDb db, Blog blog, string? typed, CancellationToken cancel)
    {
        if (typed is null)
        {
            blog.LiveOnTheNetwork();
            return;
        }

        var host = HostName.OfDomain(typed);
        if (await BlogHost.RefusalAsync(db, host, blog.Id, cancel) is { } refusal)
        {
            throw new CommandException(Texts.Command("Blog.Domain." + refusal, typed), CommandLine.BadInput);
        }

        blog.LiveAt(host!);
    }

    private static async Task AddAsync(SpaltDb db, Network network, Blog blog, CancellationToken cancel)
    {
        if (await db.Blogs.AnyAsync(b => b.NetworkId == network.Id && b.Slug == blog.Slug, cancel))
        {
            throw new CommandException(Texts.Command("Blog.Taken", blog.Slug));
        }

        db.Add(blog);
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(Texts.Command("Blog.Added", blog.Title, $"{network.Host}/{blog.Slug}/"));
    }

    /// <summary>Plain text as HTML: empty lines part its paragraphs, other line ends stay line ends.</summary>
    private static string? Paragraphs(string? text)
    {
        var parts = (text ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var html = string.Concat(parts.Select(p => $"<p>{WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));
        return html.Length == 0 ? null : HtmlSanitizer.Clean(html, HtmlPolicy.Post);
    }
}
