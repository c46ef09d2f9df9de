using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Formats;
using Spalt.Formats.Feeds;
using Spalt.Headlines;
using Spalt.Language;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>The feeds of the network's column of fresh headlines. Each is tried before it is followed.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class FeedsPage(SpaltDb db, PublicHttp http, TimeProvider clock) : ManagingPage(db)
{
    public const string Path = "/-/network/feeds";
    private const int Most = 20;
    private const int LongestName = 80;
    private const int Shown = 3;

    public override string Tab => "feeds";

    public IReadOnlyList<HeadlineFeed> Feeds { get; private set; } = [];

    /// <summary>What a feed that was tried said: what it calls itself, and its first headlines.</summary>
    public (string? Title, IReadOnlyList<string> Headlines)? Tried { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        Feeds = await Db.HeadlineFeeds.Where(f => f.NetworkId == Network.Id).OrderBy(f => f.Id).ToListAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (Typed("do") is "add" or "try")
        {
            return await AddAsync(Typed("do") == "try", cancel);
        }

        if (!long.TryParse(Typed("feed"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Feeds.SingleOrDefault(f => f.Id == id) is not { } feed)
        {
            return NotFound();
        }

        switch (Typed("do"))
        {
            case "rename":
                var name = Optional(NameOf(feed), LongestName);
                if (!IsFine)
                {
                    return Again();
                }

                feed.Rename(name);
                await Db.SaveChangesAsync(cancel);
                return Done(Path);
            case "remove":
                Db.Remove(feed);
                Db.Tell(new HeadlineFeedRenamed(Network.Id));
                await Db.SaveChangesAsync(cancel);
                return Done(Path, "removed");
            default:
                return BadRequest();
        }
    }

    /// <summary>Name of the field with a feed's name.</summary>
    public static string NameOf(HeadlineFeed feed) => string.Create(CultureInfo.InvariantCulture, $"name-{feed.Id}");

    public string NameTyped(HeadlineFeed feed) => ErrorOf(NameOf(feed)) is null ? feed.Name ?? "" : Typed(NameOf(feed));

    private async Task<IActionResult> AddAsync(bool onlyTry, CancellationToken cancel)
    {
        var (url, name) = (Required("url", 2000), Optional("name", LongestName));
        if (IsFine && WebAddress.Of(url) is null)
        {
            Complain("url", Texts.Say("Manage.BadAddress"));
        }

        if (IsFine && !onlyTry && Feeds.Any(f => f.Url == url))
        {
            Complain("url", Texts.Say("Manage.Feeds.Known"));
        }

        if (IsFine && !onlyTry && Feeds.Count >= Most)
        {
            Complain("url", Texts.Say("Manage.Feeds.TooMany", Most));
        }

        if (IsFine)
        {
            await TryAsync(url, cancel);
        }

        if (!IsFine)
        {
            return Again();
        }

        if (onlyTry)
        {
            return Page();
        }

        var feed = HeadlineFeed.Follow(Network.Id, url, clock.GetUtcNow());
        feed.Rename(name);
        Db.Add(feed);
        await Db.SaveChangesAsync(cancel);
        return Done(Path, "added");
    }

    private async Task TryAsync(string url, CancellationToken cancel)
    {
        try
        {
            switch (await http.GetAsync(url, accept: ReadHeadlines.Accept, cancel: cancel))
            {
                case Fetched answer:
                    var feed = FeedReader.Read(answer.Body, answer.ContentType, answer.Address);
                    Tried = (FreshHeadline.TitleOf(feed), [.. FreshHeadline.Newest(feed, Shown, clock.GetUtcNow()).Select(h => h.Title)]);
                    break;
                case NotFetched not:
                    Complain("url", Texts.Say("Manage.Feeds.Fault." + not.Failure));
                    break;
                default:
                    Complain("url", Texts.Say("Manage.Feeds.Fault.NoFeed"));
                    break;
            }
        }
        catch (FeedFormatException)
        {
            Complain("url", Texts.Say("Manage.Feeds.Fault.NoFeed"));
        }
    }
}
