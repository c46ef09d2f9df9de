using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>
/// Everything of somebody's in a zip (JSON for machines, HTML for people, pictures as they came), written while it is read: a few rows are in
/// memory at a time, and no connection waits for whoever reads slowly. Nothing of others is in it: no notes of editors, no text that
/// somebody else saved unless the public has read it.
/// </summary>
internal sealed partial class TakeOut(SpaltDb db, UserManager<Login> logins, IMediaStore store)
{
    private const int AtOnce = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>å, ä and ö as themselves.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="network">Where it is asked for: the page that leads through it speaks its language.</param>
    public async Task WriteAsync(Stream to, long loginId, NetworkFace network, CancellationToken cancel)
    {
        await using var late = new LateWrites(to);
        await using (var zip = await ZipArchive.CreateAsync(late, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            var login = await logins.Users.AsNoTracking().SingleAsync(l => l.Id == loginId, cancel);
            await WriteJsonAsync(zip, "account.json", await AccountFacts.OfAsync(db, logins, login, cancel), cancel);
            await WriteJsonAsync(zip, "security-log.json", EventsAsync(loginId, cancel), cancel);
            await WriteAnswersAsync(zip, login.AccountId, login.EmailConfirmed ? login.Email?.ToLowerInvariant() : null, cancel);
            var pictures = await WritePicturesAsync(zip, login.AccountId, cancel);
            await foreach (var post in PostsAsync(login.AccountId, cancel))
            {
                await WritePostAsync(zip, post, pictures, cancel);
            }

            await WriteIndexAsync(zip, login, network, pictures.Count, cancel);
        }

        await late.FlushAsync(cancel);
    }

    /// <returns>The names that the files have in the zip, by the hash that stands in the text of posts.</returns>
    private async Task<Dictionary<string, string>> WritePicturesAsync(ZipArchive zip, long accountId, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        List<PictureFacts> facts = [];
        for (var last = 0L; ;)
        {
            var some = await db.BlogPictures.AsNoTracking().Where(p => p.AddedById == accountId && p.Id > last).OrderBy(p => p.Id).Take(AtOnce)
                .Join(db.MediaFiles, p => p.FileId, f => f.Id, (picture, file) => new { picture, file.Hash, file.Extension }).ToListAsync(cancel);
            foreach (var (picture, hash, extension) in some.OrderBy(s => s.picture.Id).Select(s => (s.picture, s.Hash, s.Extension)))
            {
                last = picture.Id;
                var name = string.Create(CultureInfo.InvariantCulture, $"{picture.Id}-{Plain(picture.Name, extension)}");
                if (!names.TryAdd(hash, name) || await store.OpenAsync($"{hash}.{extension}", cancel) is not { } file)
                {
                    continue;
                }

                await using (file.Content)
                await using (var entry = await zip.CreateEntry("pictures/" + name, CompressionLevel.NoCompression).OpenAsync(cancel))
                {
                    await file.Content.CopyToAsync(entry, cancel);
                }

                facts.Add(new PictureFacts(name, picture.Name, picture.Alt, picture.IsDecorative, picture.Caption, picture.Credit, picture.AddedAt));
            }

            if (some.Count < AtOnce)
            {
                await WriteJsonAsync(zip, "pictures/pictures.json", facts, cancel);
                return names;
            }
        }
    }

    private async Task WritePostAsync(ZipArchive zip, TakenPost taken, Dictionary<string, string> pictures, CancellationToken cancel)
    {
        var (post, face) = (taken.Post, taken.Network);
        var folder = FolderOf(taken.Blog, post.Id, post.Slug);
        var address = post.State is PostState.Published
            ? taken.AddressOf(PostAddress.Path(taken.Blog, post.Slug, post.PublishedAt, post.PublishedPrecision, TimeZoneInfo.FindSystemTimeZoneById(face.TimeZone), face.Language))
            : null;
        var tags = await db.PostTags.Where(t => t.PostId == post.Id).Join(db.Tags, t => t.TagId, t => t.Id, (_, t) => t.Name).OrderBy(n => n).ToListAsync(cancel);
        var categories = await db.PostCategories.Where(c => c.PostId == post.Id).Join(db.Categories, c => c.CategoryId, c => c.Id, (_, c) => c.Name).OrderBy(n => n).ToListAsync(cancel);
        await WriteJsonAsync(zip, folder + "post.json", PostFacts.Of(post, taken.Blog, taken.Host, address, tags, categories), cancel);

        // A post that is only a draft has its text there.
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.PostId == post.Id && d.SavedById == post.AuthorId, cancel);
        var (title, html) = post.BodyHtml.Length > 0 || draft is null ? (post.Title, post.BodyHtml) : (draft.Title, draft.Html);
        await WriteTextAsync(zip, folder + "post.html", Page(face.Language, title, Localized(html, taken.Host, pictures)), cancel);
        if (draft is not null)
        {
            await WriteJsonAsync(zip, folder + "draft.json", TextFacts.Of(draft), cancel);
        }

        await WriteJsonAsync(zip, folder + "revisions.json", RevisionsAsync(post.Id, post.AuthorId, cancel), cancel);
    }

    private async Task WriteIndexAsync(ZipArchive zip, Login login, NetworkFace network, int pictures, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry("index.html").OpenAsync(cancel);
        await using var writer = new StreamWriter(entry);
        var name = await db.Accounts.Where(a => a.Id == login.AccountId).Select(a => a.Name).SingleAsync(cancel);
        await writer.WriteAsync(Head(network.Language, Texts.Say("MyData.Index.Title", name)));
        await writer.WriteAsync($"<p>{Encoded(Texts.Say("MyData.Index.Text", network.Name))}</p>\n<p>{Encoded(Texts.Count("MyData.Index.Pictures", pictures))}</p>\n<ul>\n");
        for (var last = 0L; ;)
        {
            var some = await Mine(login.AccountId).Where(p => p.Id > last).OrderBy(p => p.Id).Take(AtOnce * 10)
                .Join(db.Blogs, p => p.BlogId, b => b.Id, (p, b) => new { p.Id, p.Title, p.Slug, Blog = b.Slug, Draft = db.Drafts.Where(d => d.PostId == p.Id).Select(d => d.Title).FirstOrDefault() })
                .ToListAsync(cancel);
            foreach (var post in some.OrderBy(p => p.Id))
            {
                last = post.Id;
                var title = new[] { post.Title, post.Draft, post.Slug }.First(t => !string.IsNullOrEmpty(t))!;
                await writer.WriteAsync($"<li><a href=\"{FolderOf(post.Blog, post.Id, post.Slug)}post.html\">{Encoded(title)}</a></li>\n");
            }

            await writer.FlushAsync(cancel);
            if (some.Count < AtOnce * 10)
            {
                break;
            }
        }

        await writer.WriteAsync("</ul>\n</body></html>\n");
    }

    /// <summary>What was thrown away for good is a bare row that says nothing.</summary>
    private IQueryable<Post> Mine(long accountId) => db.Posts.AsNoTracking().By(accountId).Where(p => p.State != PostState.Removed || p.BinnedAt != null);

    private async IAsyncEnumerable<TakenPost> PostsAsync(long accountId, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = 0L; ;)
        {
            var some = await Mine(accountId).Where(p => p.Id > last).OrderBy(p => p.Id).Take(AtOnce)
                .Join(db.Blogs, p => p.BlogId, b => b.Id, (post, blog) => new { post, blog.Slug, blog.Domain })
                .Join(db.Networks, p => p.post.NetworkId, n => n.Id, (p, network) => new TakenPost(p.post, p.Slug, network.Host, network, p.Domain)).ToListAsync(cancel);
            foreach (var post in some.OrderBy(s => s.Post.Id))
            {
                last = post.Post.Id;
                yield return post;
            }

            if (some.Count < AtOnce)
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<TextFacts> RevisionsAsync(long postId, long accountId, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = -1; ;)
        {
            var some = await db.Revisions.AsNoTracking()
                .Where(r => r.PostId == postId && r.Version > last && (r.SavedById == accountId || r.Kind == Writing.RevisionKind.Published)).OrderBy(r => r.Version).Take(AtOnce).ToListAsync(cancel);
            foreach (var revision in some)
            {
                last = revision.Version;
                yield return TextFacts.Of(revision);
            }

            if (some.Count < AtOnce)
            {
                yield break;
            }
        }
    }

    private IAsyncEnumerable<EventFacts> EventsAsync(long loginId, CancellationToken cancel) => InOrderAsync(
        last => db.SecurityEvents.Where(e => e.LoginId == loginId && e.Id > last).OrderBy(e => e.Id).Select(e => new Numbered<EventFacts>(e.Id, new(e.At, e.Kind, e.Agent))),
        cancel);

    /// <summary>Pictures that are in the zip are shown from there, others from where they are.</summary>
    private static string Localized(string html, string host, Dictionary<string, string> pictures) => PictureAddresses().Replace(html, match =>
        pictures.TryGetValue(match.Groups["hash"].Value, out var name) ? "../../../pictures/" + Uri.EscapeDataString(name) : NetworkFace.OriginOf(host) + match.Value);

    private static string FolderOf(string blog, long id, string slug) => string.Create(CultureInfo.InvariantCulture, $"posts/{blog}/{id}-{slug}/");

    private static string Page(string language, string title, string html) => $"{Head(language, title)}{html}\n</body></html>\n";

    private static string Head(string language, string title) =>
        $"<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encoded(title)}</title></head><body>\n<h1>{Encoded(title)}</h1>\n";

    private static string Encoded(string text) => Html.Encode(text);

    /// <summary>A name that every file system takes.</summary>
    private static string Plain(string name, string extension)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(name).Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-').Take(60)]);
        return $"{stem}.{extension}";
    }

    private static async Task WriteJsonAsync<T>(ZipArchive zip, string name, T value, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(entry, value, Json, cancel);
    }

    private static async Task WriteTextAsync(ZipArchive zip, string name, string text, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancel);
        await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancel);
    }

    [GeneratedRegex(@"/-/media/(?<hash>[0-9a-f]{32})[^""\s,]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex PictureAddresses();

    /// <param name="Domain">The blog's own host.</param>
    private sealed record TakenPost(Post Post, string Blog, string Host, Network Network, string? Domain)
    {
        /// <summary>The whole address of a path of the network that is the blog's.</summary>
        public string AddressOf(string path) =>
            Domain is null ? NetworkFace.OriginOf(Host) + path : new BlogDomain(Post.BlogId, Blog, Domain).Address(path);
    }
}
