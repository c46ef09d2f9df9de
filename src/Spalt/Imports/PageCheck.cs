using Spalt.Formats;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary><c>--check</c>: what the pages hold, and what would stop the import or come to nothing; nothing is written, not even a schema.</summary>
/// <param name="author">Who wrote the posts that name nobody, if somebody said it.</param>
/// <param name="asOf">When the pages were saved, if somebody said it.</param>
/// <param name="fetch">Whether pictures beside a page would be taken in.</param>
internal sealed class PageCheck(Installation installation, string? author, DateTimeOffset? asOf, bool fetch)
{
    private int _posts;
    private int _anonymous;
    private int _known;

    /// <param name="into">Finds the blog that the posts would go to; null where nobody named one.</param>
    /// <exception cref="CommandException">A page cannot be read, or there is no such blog: said when all the others are shown.</exception>
    public async Task RunAsync(
        IReadOnlyList<string> files, PageFiles.Read read, Func<SpaltDb, Task<(Network Network, Blog Blog)>>? into, CancellationToken cancel)
    {
        await using var services = installation.Services();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        (Network Network, Blog Blog)? place = null;
        CommandException? nowhere = null;
        try
        {
            place = into is null ? null : await FindAsync(services, db, into, cancel);
        }
        catch (CommandException error)
        {
            nowhere = error;
        }

        var complaints = new PageComplaints(read);
        foreach (var file in files)
        {
            await complaints.TryAsync(file, async page =>
            {
                new PageTable(file, author, asOf, fetch).Print(page);
                await CountAsync(page, db, place, cancel);
            }, cancel);
        }

        if (_anonymous > 0)
        {
            Console.WriteLine(Texts.CommandCount("Import.Anonymous", _anonymous));
        }

        if (place is not null && complaints.Count < files.Count)
        {
            Console.WriteLine(Texts.Command("Import.Summary", Texts.CommandCount("Import.Found.Posts", _posts), Texts.CommandCount("Import.Done.Known", _known)));
        }

        complaints.Tell();
        if (nowhere is not null && installation.Database.Exists)
        {
            throw nowhere;
        }

        if (nowhere is not null)
        {
            Console.WriteLine(nowhere.Message);
        }
    }

    private async Task<(Network Network, Blog Blog)> FindAsync(
        ServiceProvider services, SpaltDb db, Func<SpaltDb, Task<(Network Network, Blog Blog)>> into, CancellationToken cancel)
    {
        if (!installation.Database.Exists)
        {
            throw installation.Missing();
        }

        var pending = await services.GetRequiredService<Migrations>().PendingAsync(cancel);
        return pending.Count == 0 ? await into(db) : throw installation.Behind(pending);
    }

    private async Task CountAsync(SavedPage page, SpaltDb db, (Network Network, Blog Blog)? place, CancellationToken cancel)
    {
        _posts += page.Posts.Count;
        _anonymous += TextLine.Of(author ?? "").Length > 0 ? 0 : page.Posts.Count(post => string.IsNullOrWhiteSpace(post.AuthorName));
        if (place is not { } into)
        {
            return;
        }

        var now = db.Now;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(into.Network.TimeZone);
        var posts = PageDates.WithoutFuture(page.Posts, asOf ?? now, zone, _ => { });
        var incoming = IncomingPost.Of(posts, new ImportTerms(author ?? "", asOf, now), into.Blog.Slug);
        var known = await KnownPosts.AmongAsync(db, into.Blog.Id, zone, incoming, cancel);
        _known += incoming.Count(post => known.Find(post) is not null);
    }
}
