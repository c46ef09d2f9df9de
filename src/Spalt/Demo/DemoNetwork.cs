using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Headlines;
using Spalt.Imports;
using Spalt.Likes;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Demo;

/// <summary>Plants the demo network of this folder: five blogs of an invented town. Its posts come in by the importer's way.</summary>
internal sealed class DemoNetwork(SpaltDb db, MediaKeeper media, string host, DateTimeOffset now)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Task PlantAsync(CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var about = Read<NetworkJson>("network.json");
            var network = Network.Start(host, about.Name, about.Language, now);
            network.Describe(about.Tagline, about.Publisher, about.Newspaper.Name, about.Newspaper.Url, about.Accent, about.Contact);
            db.Add(network);
            await db.SaveChangesAsync(cancel);
            foreach (var slug in DemoFiles.Blogs())
            {
                await PlantBlogAsync(network, slug, cancel);
            }

            await LikeAsync(network, cancel);
            await PlantHeadlinesAsync(network, about, cancel);
        },
        cancel);

    private async Task PlantBlogAsync(Network network, string slug, CancellationToken cancel)
    {
        var about = Read<BlogJson>($"{slug}/blog.json");
        var pictures = await KeepPicturesAsync(network, slug, cancel);
        var blog = Blog.Start(network.Id, slug, about.Title, now);
        blog.Describe(about.Tagline, about.About, about.Accent, pictures.TryGetValue(about.Portrait, out var portrait) ? portrait.Id : null);
        db.Add(blog);
        await db.SaveChangesAsync(cancel);
        foreach (var author in about.Authors)
        {
            var account = Account.Named(author.Name, author.Slug, now, author.About);
            db.Add(account);
            await db.SaveChangesAsync(cancel);
            db.Add(new BlogMember(blog.Id, account.Id, author == about.Authors[0] ? BlogRole.Owner : BlogRole.Author, now));
        }

        await db.SaveChangesAsync(cancel);
        var names = about.Authors.ToDictionary(a => a.Slug, a => a.Name, StringComparer.Ordinal);
        var posts = DemoFiles.Posts(slug)
            .Select(text => DemoPost.Read(text, names, TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone)).Date, pictures))
            .OrderByDescending(p => p.Published.Local).ToList();
        var terms = new ImportTerms(about.Authors[0].Name, AsOf: null, now)
        {
            Pictures = new FetchedPictures(pictures.Values.ToDictionary(f => f.Url, StringComparer.Ordinal)),
        };
        await new PageWriter(db, network, blog, terms).WriteAsync(posts, cancel);
    }

    private async Task<Dictionary<string, MediaFile>> KeepPicturesAsync(Network network, string slug, CancellationToken cancel)
    {
        var pictures = new Dictionary<string, MediaFile>(StringComparer.Ordinal);
        foreach (var (name, bytes) in DemoFiles.Pictures(slug))
        {
            pictures["images/" + name] = await media.KeepAsync(db, network.Id, bytes, now, cancel)
                ?? throw new InvalidOperationException($"The demo's picture {slug}/{name} is no picture.");
        }

        return pictures;
    }

    /// <summary>Likes of this week, so that the front has a list of the most liked; they are counted in the posts already.</summary>
    private async Task LikeAsync(Network network, CancellationToken cancel)
    {
        var recent = await db.Posts.Published().On(network.Id).Where(p => p.PublishedAt > now.AddDays(-30))
            .OrderByDescending(p => p.PublishedAt).Select(p => new { p.Id, p.LikeCount }).ToListAsync(cancel);
        await db.InsertManyAsync(
            [.. recent.SelectMany(p => Enumerable.Range(0, p.LikeCount).Select(i => new Like(new Likeable(network.Id, p.Id), RandomNumberGenerator.GetBytes(16), now.AddHours(-i % 140))))],
            cancel);
    }

    /// <summary>The invented newspaper has no feed to read, so its headlines stand as if read just now.</summary>
    private async Task PlantHeadlinesAsync(Network network, NetworkJson about, CancellationToken cancel)
    {
        var feed = HeadlineFeed.Follow(network.Id, about.Newspaper.Url + "rss", now);
        feed.WasRead(about.Newspaper.Name, Validators.None, cadence: TimeSpan.FromDays(3650), changed: true, now);
        db.Add(feed);
        await db.SaveChangesAsync(cancel);
        var at = now;
        foreach (var title in about.Headlines)
        {
            at = at.AddMinutes(-47);
            db.Add(new Headline(feed.Id, new FreshHeadline(title, title, about.Newspaper.Url, at), now));
        }

        await db.SaveChangesAsync(cancel);
    }

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(DemoFiles.Text(name), Json)!;

    private sealed record NetworkJson(string Name, string Tagline, NewspaperJson Newspaper, string Publisher, string Contact, string Accent, string Language, string[] Headlines);

    private sealed record NewspaperJson(string Name, string Url);

    private sealed record BlogJson(string Title, string Tagline, string About, string Portrait, string? Accent, AuthorJson[] Authors);

    private sealed record AuthorJson(string Name, string Slug, string About);
}
