using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Feeds;
using Spalt.Jobs;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Headlines;

/// <summary>Reads one feed. Whatever it answers, the last good headlines stay until better ones come.</summary>
internal sealed class ReadHeadlines(SpaltDb db, PublicHttp http, TimeProvider clock, ILogger<ReadHeadlines> log) : IJob
{
    /// <summary>Headlines kept of each feed.</summary>
    public const int Most = 20;

    public const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5";

    public static string Kind => "read-headlines";

    public static Job Of(long feedId, DateTimeOffset now)
    {
        var id = feedId.ToString(CultureInfo.InvariantCulture);
        return new Job(Kind, id, now, key: "feed:" + id);
    }

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.HeadlineFeeds.Due(clock.GetUtcNow()).SingleOrDefaultAsync(f => f.Id == id, cancel) is { } feed)
        {
            await ReadAsync(feed, cancel);
        }
    }

    public async Task<HeadlineReading> ReadAsync(HeadlineFeed feed, CancellationToken cancel)
    {
        switch (await http.GetAsync(feed.Url, feed.Known, Accept, cancel: cancel))
        {
            case Fetched answer:
                return await UnderstandAsync(feed, answer, cancel);
            case Unchanged same:
                feed.WasUnchanged(same.Validators, same.MaxAge, clock.GetUtcNow());
                await FollowAsync(feed, same.Address, same.MovedForGood, cancel);
                await db.SaveChangesAsync(cancel);
                return new(0, Failure: null);
            case NotFetched not:
                return await FailAsync(feed, not.Failure.ToString(), not.RetryAfter, cancel);
            case var other:
                throw new NotSupportedException(other.GetType().Name);
        }
    }

    private async Task<HeadlineReading> UnderstandAsync(HeadlineFeed feed, Fetched answer, CancellationToken cancel)
    {
        Feed read;
        try
        {
            read = FeedReader.Read(answer.Body, answer.ContentType, answer.Address);
        }
        catch (FeedFormatException error)
        {
            log.LogInformation("{Url} is no feed: {Reason}", PublicHttp.WithoutQuery(answer.Address), error.Message);
            return await FailAsync(feed, HeadlineReading.NoFeed, retryAfter: null, cancel);
        }

        var added = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                added = await KeepAsync(feed, FreshHeadline.Newest(read, Most, now), now, cancel);
                feed.WasRead(
                    FreshHeadline.TitleOf(read), answer.Validators, Cadence.Of(read.Cadence.Interval, answer.MaxAge), db.ChangeTracker.HasChanges(), now);
                await FollowAsync(feed, answer.Address, answer.MovedForGood, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return new(added, Failure: null);
    }

    /// <summary>To the new address, unless the network reads that one already.</summary>
    private async Task FollowAsync(HeadlineFeed feed, Uri found, bool forGood, CancellationToken cancel)
    {
        var address = found.AbsoluteUri;
        if (forGood && !await db.HeadlineFeeds.AnyAsync(f => f.NetworkId == feed.NetworkId && f.Url == address, cancel) && feed.MovedTo(found))
        {
            // Without the query, which may hold a key.
            log.LogInformation("Feed {Id} moved to {Address}", feed.Id, found.GetLeftPart(UriPartial.Path));
        }
    }

    /// <summary>Puts what is fresh beside what is there and lets go of all but the newest.</summary>
    private async Task<int> KeepAsync(HeadlineFeed feed, List<FreshHeadline> fresh, DateTimeOffset now, CancellationToken cancel)
    {
        // The row is locked: somebody who reads the same feed meanwhile (a command, say) waits here, and then finds ours.
        await db.HeadlineFeeds.Where(f => f.Id == feed.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.DueAt, f => f.DueAt), cancel);
        var known = await db.Headlines.Where(h => h.FeedId == feed.Id).NewestFirst().ToListAsync(cancel);
        var byId = known.ToDictionary(h => h.ItemId, StringComparer.Ordinal);
        List<Headline> added = [];
        foreach (var item in fresh)
        {
            if (byId.TryGetValue(item.Id, out var headline))
            {
                headline.Revise(item);
            }
            else
            {
                added.Add(new Headline(feed.Id, item, now));
            }
        }

        // Of equals, those that are there stay: nothing thaws for an exchange that nobody sees.
        var newest = known.Concat(added).OrderByDescending(h => h.ShownAt).DistinctBy(h => (h.Url, h.Title)).Take(Most).ToHashSet();
        db.RemoveRange(known.Where(h => !newest.Contains(h)));
        added.RemoveAll(h => !newest.Contains(h));
        db.AddRange(added);
        return added.Count;
    }

    private async Task<HeadlineReading> FailAsync(HeadlineFeed feed, string why, TimeSpan? retryAfter, CancellationToken cancel)
    {
        feed.Failed(why, retryAfter, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return new(0, why);
    }
}

/// <summary>What a reading came to.</summary>
/// <param name="Added">headlines that were not there before</param>
/// <param name="Failure">a name of <see cref="FetchFailure"/>, or <see cref="NoFeed"/>; null when all went well</param>
internal sealed record HeadlineReading(int Added, string? Failure)
{
    /// <summary>Something came, but no feed.</summary>
    public const string NoFeed = "NoFeed";
}
