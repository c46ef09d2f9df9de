using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Blogs;

/// <summary><c>spalt blog add</c></summary>
internal static class BlogCommand
{
    public static Command Make()
    {
        var slug = CommandLine.Option<string>("--slug", "SLUG", "Blog.Slug", required: true);
        var title = CommandLine.Option<string>("--title", "TITLE", "Blog.Title", required: true);
        var add = new Command("add", Texts.Command("Blog.Add")) { slug, title, NetworkCommand.Network }.Does((installation, asked, cancel) =>
            installation.WithDatabaseAsync(
                async (db, services) => await AddAsync(
                    db, await NetworkCommand.FindAsync(db, asked.GetValue(NetworkCommand.Network), cancel),
                    asked.GetValue(slug)!, asked.GetValue(title)!, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel),
                cancel));
        return new Command("blog", Texts.Command("Blog")) { add };
    }

    private static async Task AddAsync(SpaltDb db, Network network, string slug, string title, DateTimeOffset now, CancellationToken cancel)
    {
        if (!Slug.IsValid(slug))
        {
            throw new CommandException(Texts.Command("Blog.BadSlug", slug), CommandLine.BadInput);
        }

        if (await db.Blogs.AnyAsync(b => b.NetworkId == network.Id && b.Slug == slug, cancel))
        {
            throw new CommandException(Texts.Command("Blog.Taken", slug));
        }

        db.Add(Blog.Start(network.Id, slug, title, now));
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(Texts.Command("Blog.Added", title, $"{network.Host}/{slug}/"));
    }
}
