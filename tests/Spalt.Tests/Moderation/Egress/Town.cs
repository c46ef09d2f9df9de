using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Jobs;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>The promise is broken: something that readers may not see, or do not see and should.</summary>
public sealed class BrokenPromiseException(string what) : Exception(what);

/// <summary>What a public address answered.</summary>
internal sealed record Answer(int Status, string Text, string? Leads);

/// <summary>
/// A newspaper on which many sequences are played one after another, each on blogs of its own. It knows every word that anybody wrote, and
/// so whether it may stand where it is found. Jobs are done when a step says so, not by themselves: a sequence is the same each time.
/// </summary>
internal sealed partial class Town : IAsyncDisposable
{
    public const string HeldWord = "hållord";
    private const string Moderator = "Mona Ek";
    private const string Reader = "Rita Läsare";

    private readonly Mutant? _mutant;
    private readonly Letterbox _letters;
    private readonly Dictionary<string, List<PaperComment>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, Queue<Ground>> _grounds = new() { [true] = [], [false] = [] };
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private ServiceProvider? _elsewhere;
    private int _households;
    private int _sequences;
    private int _planted;

    private Town(Site site, Mutant? mutant, Letterbox letters) => (Site, _mutant, _letters) = (site, mutant, letters);

    public Site Site { get; private set; }

    public Network Network { get; private set; } = null!;

    public NetworkFace Face { get; private set; } = null!;

    /// <summary>Who decides, and somebody else who does.</summary>
    public (Moderator Mona, Moderator Edit) Moderators { get; private set; }

    public HttpClient Mona { get; private set; } = null!;

    public HttpClient Edit { get; private set; } = null!;

    /// <summary>Somebody who is signed in and has no role.</summary>
    public HttpClient Rita { get; private set; } = null!;

    /// <summary>Where each of the letters goes, and what stands in it.</summary>
    public IReadOnlyCollection<Mail> Letters => _letters.Sent;

    public static async Task<Town> FoundAsync(Mutant? mutant)
    {
        var letters = new Letterbox();
        var site = await Site.StartAsync(
            services =>
            {
                services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)));
                services.Replace(ServiceDescriptor.Singleton<IMailer>(letters));
                mutant?.Change(services);
            },
            app => mutant?.Map(app),
            ("Spalt:TrustedProxies", "127.0.0.1"));
        var town = new Town(site, mutant, letters);
        town.Network = await site.NetworkAsync();
        town.Moderators = (await town.JoinAsync(Moderator), await town.JoinAsync("Edit Alm"));
        await site.LoginAsync(Reader);
        await site.WithDbAsync(db =>
        {
            // One rule is enough to hold something; the others would look at what these tests write, which is all alike.
            foreach (var kind in RuleKind.All)
            {
                var rule = RuleSetting.Usual(town.Network.Id, kind);
                rule.Set(kind.Name is RuleName.HeldWords, kind.Number?.Usual, kind.Minutes?.Usual, kind.Name is RuleName.HeldWords ? HeldWord : "");
                db.Add(rule);
            }

            return db.SaveChangesAsync();
        });
        await town.OpenAsync();
        if (mutant?.Sql is { } sql)
        {
            await town.ExecuteAsync(sql);
        }

        return town;
    }

    /// <summary>Two blogs and a post that nobody has commented yet.</summary>
    /// <param name="isEdited">Whether the post's blog is edited; the other one is not, or is.</param>
    public async Task<Ground> GroundAsync(bool isEdited)
    {
        if (_grounds[isEdited].Count == 0)
        {
            await PlantAsync();
        }

        return _grounds[isEdited].Dequeue();
    }

    public async Task RestartAsync()
    {
        Close();
        Site = await Site.RestartAsync();
        await OpenAsync();
    }

    /// <summary>A number that no other sequence of this town has, from which its words are made.</summary>
    public int NextSequence() => ++_sequences;

    /// <summary>Somebody has written this word, or is called so: it stands nowhere else.</summary>
    public void Know(string word, PaperComment comment)
    {
        if (!_words.TryGetValue(word, out var all))
        {
            _words[word] = all = [];
        }

        all.Add(comment);
    }

    /// <summary>Every word of anybody's that stands somewhere; none is there that readers may not see.</summary>
    public HashSet<string> Heed(string text, string where)
    {
        var found = Word().Matches(text).Select(m => m.Value).Where(_words.ContainsKey).ToHashSet(StringComparer.Ordinal);
        if (found.FirstOrDefault(word => !_words[word].Exists(c => c.IsSeen && (word == c.Text || word == c.Name))) is { } forbidden)
        {
            var comment = _words[forbidden][0];
            throw new BrokenPromiseException($"{where} shows {forbidden}: {comment.Fate}, says {comment.Text}, approved {comment.Approved ?? "nothing"}, on {(comment.Post.Blog.IsEdited ? "an edited" : "an open")} blog");
        }

        return found;
    }

    public async Task<Answer> AskAsync(string path, HttpClient? by = null)
    {
        using var answer = await SendAsync(by ?? Site.Http, HttpMethod.Get, path, null);
        return await ReadAsync(path, answer);
    }

    public async Task<Answer> PostAsync(HttpClient by, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await SendAsync(by, HttpMethod.Post, path, form);
        return await ReadAsync(path, answer);
    }

    /// <summary>What breaks is no promise that is broken: it says so by itself.</summary>
    private static async Task<Answer> ReadAsync(string path, HttpResponseMessage answer)
    {
        var text = await answer.TextAsync();
        return (int)answer.StatusCode < 500 ? new((int)answer.StatusCode, text, answer.Headers.Location?.OriginalString)
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    /// <summary>Each from a house of its own: nobody is slowed down for what others did.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient by, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        var house = _households++;
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{house / 65536 % 256}.{house / 256 % 256}.{house % 256}"));
        return await by.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<T> DoAsync<T>(Func<SpaltDb, IServiceProvider, Task<T>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SpaltDb>(), scope.ServiceProvider);
    }

    public Task DoAsync(Func<SpaltDb, Task> work) => Site.WithDbAsync(work);

    /// <summary>The same in another program on the same data.</summary>
    public async Task ElsewhereAsync(Func<SpaltDb, Task> work)
    {
        _elsewhere ??= Site.Store.Installation().Services();
        await using var scope = _elsewhere.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<SpaltDb>());
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = Site.Installation.Database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        if (_elsewhere is not null)
        {
            await _elsewhere.DisposeAsync();
        }

        await Site.DisposeAsync();
    }

    /// <summary>Sessions do not last for ever, and a sequence takes as much time as it says.</summary>
    private async Task OpenAsync()
    {
        Close();
        (Mona, Edit, Rita) = (await InAsync(Moderator), await InAsync("Edit Alm"), await InAsync(Reader));
        Face = (await Site.Services.GetRequiredService<Hosts>().FindAsync(Network.Host, TestContext.Current.CancellationToken))!;
    }

    /// <summary>How often somebody signs in is limited by the clock on the wall: a session that still lasts does.</summary>
    private async Task<HttpClient> InAsync(string name)
    {
        if (_cookies.TryGetValue(name, out var cookie))
        {
            var known = Site.Client();
            known.DefaultRequestHeaders.Add("Cookie", cookie);
            using var answer = await known.AskAsync("/-/account");
            if (answer.StatusCode is HttpStatusCode.OK)
            {
                return known;
            }

            known.Dispose();
        }

        var client = await Site.SignInAsync(name);
        _cookies[name] = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        return client;
    }

    private void Close()
    {
        Mona?.Dispose();
        Edit?.Dispose();
        Rita?.Dispose();
    }

    private async Task<Moderator> JoinAsync(string name)
    {
        var login = await Site.LoginAsync(name);
        await Site.WithDbAsync(db =>
        {
            db.Add(new NetworkMember(Network.Id, login.AccountId, NetworkRole.Moderator, Site.Clock.Now));
            return db.SaveChangesAsync();
        });
        return new(login.AccountId, name);
    }

    /// <summary>Many at once: one by one they would cost more than what is played on them.</summary>
    private async Task PlantAsync()
    {
        const int many = 100;
        var author = await Site.AuthorAsync();
        var now = Site.Clock.Now;
        _planted += many;
        var first = _planted;
        await OpenAsync();
        await Site.WithDbAsync(async db =>
        {
            var blogs = Enumerable.Range(first, many).Select(i => (
                Home: Blog.Start(Network.Id, string.Create(CultureInfo.InvariantCulture, $"hemma-{i}"), $"Hemma {i}", now),
                Other: Blog.Start(Network.Id, string.Create(CultureInfo.InvariantCulture, $"borta-{i}"), $"Borta {i}", now))).ToList();
            for (var i = 0; i < many; i++)
            {
                (i % 3 > 0 ? blogs[i].Home : blogs[i].Other).Declare(Regime.Edited, now);
            }

            db.AddRange(blogs.SelectMany(b => new[] { b.Home, b.Other }));
            await db.SaveChangesAsync();
            var posts = blogs.ConvertAll(b => Post.Draft(b.Home, author.Id, new PostText("inlagg", "Inlägg", "<p>Ett stycke.</p>", "Ett stycke."), now));
            posts.ForEach(p => p.Publish(now, PublishedPrecision.Exact, now));
            db.AddRange(posts);
            await db.SaveChangesAsync();
            for (var i = 0; i < many; i++)
            {
                _grounds[i % 3 > 0].Enqueue(new(blogs[i].Home.Id, blogs[i].Home.Slug, blogs[i].Other.Id, blogs[i].Other.Slug, posts[i]));
            }
        });
    }

    [GeneratedRegex(@"\b[wn]\d+x\d+\b", RegexOptions.None, 5000)]
    private static partial Regex Word();

    private sealed class Letterbox : IMailer
    {
        public ConcurrentQueue<Mail> Sent { get; } = new();

        public Task SendAsync(Mail mail, CancellationToken cancel)
        {
            Sent.Enqueue(mail);
            return Task.CompletedTask;
        }
    }
}

internal sealed record Ground(long HomeId, string HomeSlug, long OtherId, string OtherSlug, Post Post);
