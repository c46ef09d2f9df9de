using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Tests.Imports;

namespace Spalt.Tests.Moderation.Egress;

/// <content>Every way in.</content>
internal sealed partial class Story
{
    /// <summary>By the form, as readers do, or by what stands behind it, as whatever takes comments by other ways does.</summary>
    private async Task WriteAsync(PlacedPost post, PlacedComment? answered, int how)
    {
        var (isHeld, isReaders, hasLogin) = (how % 7 == 1, how % 10 == 9, how % 10 == 8);
        var again = how % 5 == 2 ? Pick([.. _comments.Where(c => c.Email is not null && !c.IsReaders && !c.Paper.IsOrphaned)], how) : null;
        var (word, name) = (NewWord('w'), again?.Login is null ? NewWord('n') : again.Paper.Name!);
        var (typed, login) = (Typed(word, isHeld), again?.Login);
        if (hasLogin && again is null)
        {
            login = await _town.Site.LoginAsync(name);
        }

        // A name that many comments bear is nobody's mark.
        var paper = new PaperComment(post.Paper, answered?.Paper, again?.Paper.By ?? new PaperPerson(), isReaders ? null : name, word);
        _town.Know(word, paper);
        _town.Know(name, paper);
        if (isHeld)
        {
            _held.Add(word);
        }

        var email = again?.Email ?? (login is not null ? login.Email! : name + "@exempel.se");
        var byForm = login is null && (isReaders || how % 4 == 0);
        Told.Add($"{(isReaders ? "Rita" : name)} writes {word} under {post.Slug}{(answered is null ? "" : " to " + answered.Said)}{(isHeld ? ", with a held word" : "")}{(byForm ? " by the form" : "")}{(again is null ? "" : " again as " + email)}{(login is null ? "" : " with an account")}");
        var may = post.Paper.IsPublic && post.Paper.TakesComments && answered?.Paper.IsSeen != false && !(paper.By.IsBanned && !isReaders);
        var (id, key) = byForm
            ? await WriteByFormAsync(post, answered, typed, isReaders ? null : (name, email))
            : await WriteByCodeAsync(post, answered, typed, new(login?.AccountId, name, email));
        Expect(may == id is not null, $"a comment was {(may ? "not taken" : "taken")}");
        if (id is { } taken)
        {
            _comments.Add(new(paper.Arrive(isHeld || paper.By.Held > 0), post, taken, key, isReaders ? null : email, Now) { Login = login, IsReaders = isReaders });
            paper.By.Held = Math.Max(0, paper.By.Held - 1);
        }
    }

    /// <summary>To one that is seen; now and then to one that is not, which nobody can know of.</summary>
    private Task AnswerAsync(PlacedPost post, Step step)
    {
        var here = _comments.FindAll(c => c.Post == post);
        var answered = Pick([.. here.Where(c => c.Paper.IsSeen)], step.A);
        return WriteAsync(post, step.B % 11 == 0 && post.Paper.IsTidy ? Pick([.. here.Where(c => !c.Paper.IsSeen)], step.A) ?? answered : answered, step.B);
    }

    private async Task<(long? Id, string? Key)> WriteByFormAsync(PlacedPost post, PlacedComment? answered, string typed, (string Name, string Email)? by)
    {
        var answer = await _town.PostAsync(
            by is null ? _town.Rita : _town.Site.Http, $"/-/posts/{post.Id}/comment",
            ("text", typed), ("name", by?.Name ?? ""), ("email", by?.Email ?? ""), ("to", answered is null ? "" : $"{answered.Id}"));
        if (answer is not { Status: 303, Leads: { } led })
        {
            Expect(answer.Status is 403 or 404 or 422, $"the form answered {answer.Status}");
            return (null, null);
        }

        var sent = Sent().Match(led);
        return (long.Parse(sent.Groups["id"].Value, CultureInfo.InvariantCulture), sent.Groups["key"].Value);
    }

    private async Task<(long? Id, string? Key)> WriteByCodeAsync(PlacedPost post, PlacedComment? answered, string typed, Commenter by) => await _town.DoAsync<(long?, string?)>(async (db, services) =>
    {
        if (await db.CommentedAsync(_town.Network.Id, post.Id, Cancel) is not { } found || !found.IsOpen(Now) || answered?.Paper.IsSeen == false)
        {
            return (null, null);
        }

        var (text, key) = (CommentText.Of(typed), Secret.Make());
        var written = new WrittenComment(_town.Network.Id, post.Id, (by.AccountId, by.Name, by.Email), text.Html) { Now = Now };
        var ruling = await services.GetRequiredService<CommentRules>().AboutAsync(written, Cancel);
        if (ruling.Barred is not null)
        {
            return (null, null);
        }

        var place = await db.PlaceForAsync(found, by, Cancel);
        var topId = answered is null ? 0 : await db.Comments.Where(c => c.Id == answered.Id).Select(c => c.TopId).SingleAsync(Cancel);
        var comment = Comment.Write(place, answered is null ? null : (answered.Id, topId), by, (text.Markdown, text.Html), key, Now, ruling);
        db.Add(comment);
        await db.SaveChangesAsync(Cancel);
        return (comment.Id, key);
    });

    /// <param name="word">What it shall say; null for something new.</param>
    private async Task EditAsync(PlacedComment? comment, string? word, int how)
    {
        if (comment is null)
        {
            return;
        }

        var isHeld = word is not null ? _held.Contains(word) : how % 7 == 1;
        var says = word ?? NewWord('w');
        _town.Know(says, comment.Paper);
        if (isHeld)
        {
            _held.Add(says);
        }

        var byForm = how % 3 == 0;
        Told.Add($"{comment.Said} is changed to {says}{(isHeld ? ", with a held word" : "")}{(byForm ? " by the form" : "")}");
        var may = comment.Post.Paper.IsPublic && IsInTime(comment) && !comment.Paper.By.IsBanned;
        var isChanged = byForm
            ? await ChangeByFormAsync(comment, ("do", "change"), ("text", Typed(says, isHeld)))
            : await ChangeByCodeAsync(comment, Typed(says, isHeld));
        Expect(isChanged == may, $"a comment was {(may ? "not changed" : "changed")}");
        if (may)
        {
            comment.Paper.Edit(says, isHeld || comment.Paper.By.Held > 0);
        }
    }

    private Task EditBackAsync(PlacedComment? comment, int how) => EditAsync(comment, comment?.Paper.Before[^1], how);

    private async Task TakeBackAsync(PlacedComment? comment, int how)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"{comment.Said} is taken back");
        var may = comment.Post.Paper.IsPublic && IsInTime(comment);
        if (how % 2 == 0)
        {
            Expect(await ChangeByFormAsync(comment, ("do", "withdraw"), ("text", "")) == may, "a comment could not be taken back, or should not have been");
        }
        else if (may)
        {
            await _town.DoAsync(async db =>
            {
                (await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel)).Withdraw(await db.PlaceOfAsync(comment.Post.Id, Cancel), Now);
                await db.SaveChangesAsync(Cancel);
            });
        }

        if (may)
        {
            comment.Paper.TakeBack();
        }
    }

    private async Task<bool> ChangeByFormAsync(PlacedComment comment, params (string Name, string Value)[] fields)
    {
        var answer = await _town.PostAsync(comment.IsReaders ? _town.Rita : _town.Site.Http, $"/-/comments/{comment.Id}?key={comment.Key}", fields);
        Expect(answer.Status is 303 or 403 or 404 or 422, $"the form answered {answer.Status}");
        return answer.Status == 303;
    }

    private Task<bool> ChangeByCodeAsync(PlacedComment comment, string typed) => _town.DoAsync(async (db, services) =>
    {
        if (await db.CommentedAsync(_town.Network.Id, comment.Post.Id, Cancel) is not { } found || await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel) is not { } stored || !stored.MayChange(Now))
        {
            return false;
        }

        var text = CommentText.Of(typed);
        var by = new Commenter(stored.AccountId, stored.AuthorName, stored.Email) { Standing = stored.Standing };
        var written = new WrittenComment(_town.Network.Id, comment.Post.Id, (by.AccountId, by.Name, by.Email), text.Html) { Id = comment.Id, Now = Now };
        var ruling = await services.GetRequiredService<CommentRules>().AboutAsync(written, Cancel);
        if (ruling.Barred is not null)
        {
            return false;
        }

        var place = await db.PlaceForAsync(found, by, Cancel);
        stored.Change((text.Markdown, text.Html), place, Now, ruling);
        await db.SaveChangesAsync(Cancel);
        return true;
    });

    /// <summary>An old page with a post of its own and two comments, by the importer.</summary>
    private async Task ImportAsync(PaperBlog into, int how)
    {
        var number = _posts.Count;
        var paper = new PaperPost(into);
        Told.Add($"a page is imported into {into.Slug}");
        var post = new PlacedPost(paper, 0, "", default, default) { Imported = into };
        var comments = NewOnPage(post, number, 1 + (how % 2));
        await TakeInAsync(post, number);
        var stored = await _town.Site.WithDbAsync(db => db.Posts.AsNoTracking().Where(p => p.BlogId == _blogIds[into.Slug]).OrderByDescending(p => p.Id).FirstAsync(Cancel));
        var placed = post with { Id = stored.Id, Slug = stored.Slug, At = stored.PublishedAt!.Value, Precision = stored.PublishedPrecision };
        placed.Addresses.Add(PathOf(placed));
        _posts.Add(placed);
        await FindImportedAsync(placed, comments);
    }

    /// <summary>The same page again, on which somebody has commented meanwhile.</summary>
    private async Task ImportMoreAsync(PlacedPost? post)
    {
        if (post is null)
        {
            return;
        }

        Told.Add($"{post.Slug} is imported again with another comment");
        var comments = NewOnPage(post, _posts.IndexOf(post), 1);
        await TakeInAsync(post, _posts.IndexOf(post));
        await FindImportedAsync(post, comments);
    }

    private List<(PaperComment Paper, long Origin)> NewOnPage(PlacedPost post, int number, int many) => [.. Enumerable.Range(0, many).Select(_ =>
    {
        var (word, name) = (NewWord('w'), NewWord('n'));
        var paper = new PaperComment(post.Paper, null, new PaperPerson(), name, word);
        _town.Know(word, paper);
        _town.Know(name, paper);
        var origin = (number * 100) + post.Page.Count + 1;
        post.Page.Add((origin,
            $"""
            <li id="comment-{origin}" class="comment depth-1"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">{name}</b></div>
            <time datetime="2020-02-21T08:{post.Page.Count:00}:00+01:00">då</time></footer><div class="comment-content"><p>{Typed(word, isHeld: false)}</p></div></article></li>
            """));
        Told.Add($"  with {word} by {name}");
        return (paper, (long)origin);
    })];

    private async Task TakeInAsync(PlacedPost post, int number)
    {
        // As the command finds it: what it says of comments is what holds at that moment.
        var blog = await _town.Site.WithDbAsync(db => db.Blogs.AsNoTracking().SingleAsync(b => b.Id == _blogIds[post.Imported!.Slug], Cancel));
        var thread = $"""<div id="comments" class="comments-area"><h2 class="comments-title">{post.Page.Count} kommentarer</h2><ol class="comment-list">{string.Concat(post.Page.Select(p => p.Html))}</ol></div>""";
        await _town.Site.TakeInAsync(
            _town.Network, blog, OldPages.Html(OldPages.Article($"Gammalt {number}", date: "2020-02-20T08:00:00+01:00", link: $"https://blogg.example/{blog.Slug}/2020/02/20/gammalt-{number}/"), thread));
    }

    private async Task FindImportedAsync(PlacedPost post, List<(PaperComment Paper, long Origin)> comments)
    {
        var stored = await _town.Site.WithDbAsync(db => db.Comments.AsNoTracking().Where(c => c.PostId == post.Id && c.OriginId != null).ToDictionaryAsync(c => c.OriginId!.Value, c => c.Id, Cancel));
        foreach (var (paper, origin) in comments)
        {
            Expect(stored.ContainsKey(origin), $"comment {origin} was not imported");
            _comments.Add(new(paper.Arrive(isHeld: false), post, stored[origin], null, null, Now) { Origin = origin });
        }
    }

    private static void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }

    [GeneratedRegex(@"/-/comments/(?<id>\d+)\?key=(?<key>[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sent();
}
