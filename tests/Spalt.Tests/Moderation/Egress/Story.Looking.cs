using System.Globalization;
using System.Text.RegularExpressions;
using Spalt.Ledger;
using Spalt.Moderation;
using Spalt.Moderation.Openness;

namespace Spalt.Tests.Moderation.Egress;

/// <content>Every way out: what readers, machines and letters get to see, and whether it is all that they should.</content>
internal sealed partial class Story
{
    private const int FewDecisions = 200;

    private static readonly string[] Formats = ["", "atom/", "json/"];

    private static readonly string[] Orders = ["oldest", "newest", "liked"];

    /// <summary>What the page cache holds from now on is what the next step has to thaw.</summary>
    private async Task GlanceAsync(int c)
    {
        if (c % 6 == 0)
        {
            await LookAsync(Pick(_posts, c)!);
        }
        else if (c % 6 == 1)
        {
            await LookCloserAsync(Pick(_posts, c)!, c / 6);
        }
    }

    private async Task LookAroundAsync(int c)
    {
        foreach (var post in _posts)
        {
            if (c % 2 == 0 || post.Addresses.Count > 1)
            {
                await LookAsync(post);
            }
            else
            {
                await LookCloserAsync(post, c / 2);
            }

            if (post.FollowerId is not null)
            {
                await LetterAsync(post);
            }
        }

        await LookIntoTheQueueAsync(c % 10 == 0);
    }

    /// <summary>The page of the post.</summary>
    private async Task LookAsync(PlacedPost post)
    {
        var path = PathOf(post);
        var page = await _town.AskAsync(path);
        var found = _town.Heed(page.Text, path);
        Expect(page.Status == (post.Paper.IsPublic ? 200 : 404), $"{path} answered {page.Status}");
        ExpectAll(post, found, path);
        if (post.Paper is { IsPublic: true, IsTidy: true })
        {
            var counted = Counted().Match(page.Text).Groups["count"].Value;
            Expect(counted == post.Paper.Seen.Count().ToString(CultureInfo.InvariantCulture), $"{path} counts {counted} comments, and {post.Paper.Seen.Count()} are to be seen");
        }

        foreach (var earlier in post.Addresses.Where(a => a != path))
        {
            var old = await _town.AskAsync(earlier);
            _town.Heed(old.Text, earlier);
            Expect(old.Status is not 200, $"{earlier} still answers 200");
        }
    }

    /// <summary>One of the other ways, each as often.</summary>
    private async Task LookCloserAsync(PlacedPost post, int c)
    {
        var (path, format, blog) = (PathOf(post), Formats[c % 3], post.Paper.Blog);
        var comment = Pick([.. _comments.Where(one => one.Post == post)], c);
        var seen = comment?.Paper.IsSeen == true;
        switch (c % 11)
        {
            case 0 or 1 when post.Paper.IsPublic:
                await AllAsync(post, $"{path}feed/{format}");
                break;
            case 2 or 3:
                await AllAsync(post, $"/{blog.Slug}/comments/feed/{format}", ofBlog: true);
                break;
            case 4 when post.Paper.IsPublic:
                await AllAsync(post, $"/-/posts/{post.Id}/comments/{Orders[c % 3]}");
                break;
            case 5:
                var front = await _town.AskAsync($"/{blog.Slug}/");
                _town.Heed(front.Text, "the blog's front");
                ExpectCount(post, CountOnFront().Matches(front.Text), "the blog's front");
                break;
            case 6 when format.Length > 0:
                var feed = await _town.AskAsync($"/{blog.Slug}/feed/");
                _town.Heed(feed.Text, "the blog's feed");
                ExpectCount(post, CountInFeed().Matches(feed.Text), "the blog's feed");
                break;
            case 6:
                _town.Heed((await _town.AskAsync(c % 2 == 0 ? "/" : "/feed/")).Text, "the network's front");
                break;
            case 7 when comment is not null:
                var at = await _town.AskAsync($"/-/posts/{post.Id}/comments/at/{comment.Which}");
                ExpectSeen(comment, at.Status == 302, at, "the address of the comment");
                break;
            case 8 when comment is not null:
                var answering = await _town.AskAsync($"/-/posts/{post.Id}/comment?to={comment.Id}");
                ExpectSeen(comment, answering.Text.Contains(comment.Paper.Text, StringComparison.Ordinal), answering, "the page where one answers it");
                break;
            case 9 when comment is not null:
                var reporting = await _town.AskAsync($"/-/posts/{post.Id}/notice?comment={comment.Id}");
                ExpectSeen(comment, reporting.Status == 200, reporting, "the page where one reports it");
                break;
            case 10 when comment is not null:
                _town.Heed((await _town.AskAsync($"/-/comments/{comment.Id}")).Text, "the comment's own page without its key");
                var under = await _town.AskAsync($"/-/posts/{post.Id}/comments/under/{comment.Id}");
                var branch = _town.Heed(under.Text, "the branch");
                Expect(!(seen && comment.Paper.Top == comment.Paper && post.Paper.IsTidy) || branch.Contains(comment.Paper.Text), $"the branch does not show {comment.Said}");
                break;
            default:
                break;
        }
    }

    /// <summary>What is said of all decisions ends where the ledger ends. It is counted anew each time: only while there are few.</summary>
    private async Task LookAtTheLedgerAsync()
    {
        if (_number <= FewDecisions)
        {
            var page = await _town.AskAsync(HowWeModerate.Path);
            var (lines, hash) = await _town.Site.WithDbAsync(db => LedgerBook.HeadAsync(db, _town.Network.Id, Cancel));
            Expect(page.Text.Contains($"{lines}:{hash}", StringComparison.Ordinal), $"{HowWeModerate.Path} does not know of the last decision");
        }
    }

    /// <summary>Whatever waits is before whoever decides, and nothing else is.</summary>
    private async Task LookIntoTheQueueAsync(bool byPage)
    {
        if (!_posts.TrueForAll(p => p.Paper.IsTidy))
        {
            return;
        }

        var text = byPage
            ? Beside().Replace((await _town.AskAsync(Queue.Path, _town.Mona)).Text, "")
            : string.Join('\n', (await _town.Site.WithDbAsync(db => db.QueuedAsync(_town.Network.Id, "waiting", Queue.Most, Cancel))).Select(q => q.BodyHtml));
        var waiting = _posts.SelectMany(p => p.Paper.Queue).Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var comment in _comments)
        {
            var (waits, isThere) = (waiting.Contains(comment.Paper.Text), Regex.IsMatch(text, $@"\b{comment.Paper.Text}\b"));
            Expect(waits == isThere, $"{comment.Said} {(waits ? "waits, and is not in the queue" : "is in the queue, and does not wait")}");
        }
    }

    private async Task AllAsync(PlacedPost post, string path, bool ofBlog = false)
    {
        var answer = await _town.AskAsync(path);
        Expect(answer.Status == 200, $"{path} answered {answer.Status}");
        var found = _town.Heed(answer.Text, path);
        if (!ofBlog || post.Paper.IsPublic)
        {
            ExpectAll(post, found, path);
        }
    }

    private static void ExpectAll(PlacedPost post, HashSet<string> found, string path)
    {
        if (post.Paper.IsTidy && post.Paper.Seen.FirstOrDefault(c => !found.Contains(c.Text) || (c.Name is { } name && !found.Contains(name))) is { } missing)
        {
            throw new BrokenPromiseException($"{path} does not show {missing.Text} of {missing.Name}, which is approved or needs not be");
        }
    }

    private void ExpectSeen(PlacedComment comment, bool isSeen, Answer answer, string where)
    {
        _town.Heed(answer.Text + answer.Leads, where);
        Expect(comment.Paper.IsSeen == isSeen || (comment.Paper.IsSeen && !comment.Post.Paper.IsTidy), $"{where} {(isSeen ? "shows" : "does not show")} {comment.Said}");
    }

    private static void ExpectCount(PlacedPost post, MatchCollection counts, string where)
    {
        // A blog on which several posts are says more numbers than one.
        if (post.Paper is { IsPublic: true, IsTidy: true } && post.Paper.Blog.Posts is [_])
        {
            var (expected, all) = (post.Paper.Seen.Count(), counts.Select(m => m.Groups["count"].Value).Distinct(StringComparer.Ordinal).ToList());
            Expect(all.TrueForAll(n => n == expected.ToString(CultureInfo.InvariantCulture) || (n.Length == 0 && expected == 0)) && all.Count > 0, $"{where} counts {string.Join(", ", all)} comments, and {expected} are to be seen");
        }
    }

    [GeneratedRegex("\"commentCount\":(?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();

    [GeneratedRegex("class=\"to-comments furniture\"[^>]*>(?<count>\\d*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountOnFront();

    [GeneratedRegex("<slash:comments>(?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountInFeed();

    /// <summary>What stands beside a comment that waits is there to understand it by.</summary>
    [GeneratedRegex("<details.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Beside();
}
