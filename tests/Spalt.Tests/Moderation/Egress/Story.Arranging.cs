using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Moderation;
using Spalt.MyData;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Tests.Moderation.Egress;

/// <content>What happens around the comments: to blogs, posts, people, the program and time.</content>
internal sealed partial class Story
{
    /// <param name="edited">Null for the other one than it is.</param>
    private async Task DeclareAsync(PaperBlog blog, bool? edited)
    {
        var to = edited ?? !blog.IsEdited;
        Told.Add($"{blog.Slug} is {(to ? "edited" : "open")} from now on");
        await _town.DoAsync(db => DeclareAsync(db, blog, to));
        blog.Declare(to);
    }

    private async Task DeclareAsync(SpaltDb db, PaperBlog blog, bool edited)
    {
        (await db.Blogs.SingleAsync(b => b.Id == _blogIds[blog.Slug], Cancel)).Declare(edited ? Regime.Edited : Regime.Open, Now);
        await db.SaveChangesAsync(Cancel);
    }

    private async Task MoveAsync(PlacedPost post)
    {
        var to = post.Paper.Blog == Home ? Other : Home;
        Told.Add($"{post.Slug} moves to {to.Slug}");
        await OnPostAsync(post, async (stored, db) => stored.MoveTo(await db.Blogs.SingleAsync(b => b.Id == _blogIds[to.Slug], Cancel), stored.Slug, Now));
        post.Paper.MoveTo(to);
        post.Addresses.Add(PathOf(post));
    }

    private async Task WithdrawAsync(PlacedPost post)
    {
        if (post.Paper.IsPublic)
        {
            Told.Add($"{post.Slug} is withdrawn");
            await OnPostAsync(post, (stored, _) => stored.Withdraw(Now));
            post.Paper.IsPublic = false;
        }
    }

    private async Task TakeDownAsync(PlacedPost post)
    {
        if (post.Paper.IsPublic)
        {
            Told.Add($"{post.Slug} is taken down");
            await OnPostAsync(post, (stored, db) => db.Add(Decision.Refuse(stored, Because, _town.Moderators.Mona, Now)));
            (post.Paper.IsPublic, post.IsTakenDown) = (false, true);
        }
    }

    private async Task ReturnAsync(PlacedPost? post)
    {
        if (post is null)
        {
            return;
        }

        Told.Add($"{post.Slug} is {(post.IsTakenDown ? "put back" : "published again")}");
        await OnPostAsync(post, (stored, db) =>
        {
            if (post.IsTakenDown)
            {
                db.Add(Decision.Restore(stored, _town.Moderators.Mona, Now));
            }
            else
            {
                stored.Publish(Now);
            }
        });
        (post.Paper.IsPublic, post.IsTakenDown) = (true, false);
    }

    private async Task OpenThreadAsync(PlacedPost post, bool opens)
    {
        Told.Add($"the thread of {post.Slug} is {(opens ? "opened" : "closed")}");
        await OnPostAsync(post, (stored, db) => db.Add(opens
            ? Decision.ReopenThread(stored, _town.Moderators.Mona, Now) : Decision.CloseThread(stored, Because, _town.Moderators.Mona, Now)));
        post.Paper.TakesComments = opens;
    }

    /// <summary>A writer closes their account, and what they wrote stays, stays without the name, or goes.</summary>
    private async Task LeaveAsync(PlacedComment? comment, int how)
    {
        if (comment is null)
        {
            return;
        }

        var left = Enum.GetValues<PostsLeft>()[how % 3];
        Told.Add($"the writer of {comment.Said} leaves: {left}");
        await _town.DoAsync(async (db, services) =>
        {
            Assert.True(await services.GetRequiredService<Closing>().CloseAsync(comment.Login!, _town.Network.Id, left, "Namnlös", Cancel));
            return 0;
        });
        await DoJobsAsync("forget-the-comments");
        foreach (var one in _comments.Where(c => c.Login?.AccountId == comment.Login!.AccountId))
        {
            one.Paper.Orphan(left is not PostsLeft.Named, left is PostsLeft.Withdrawn);
        }
    }

    /// <summary>Another program, older or faulty, writes past everything: that is why state and hash do not trust each other.</summary>
    private async Task ForgeAsync(PlacedComment? comment, int how)
    {
        if (comment is null || comment.Paper.IsOrphaned)
        {
            return;
        }

        if (how % 2 == 0)
        {
            Told.Add($"{comment.Said} is let out by nobody");
            await ForgeAsync(comment, comments => comments.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CommentState.Approved), Cancel));
            comment.Paper.ForgeState();
            return;
        }

        var word = NewWord('w');
        _town.Know(word, comment.Paper);
        Told.Add($"{comment.Said} is made to say {word}");
        var (html, hash) = ($"<p>{Typed(word, isHeld: false)}</p>\n", SHA256.HashData(Encoding.UTF8.GetBytes(word)));
        await ForgeAsync(comment, comments => comments.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.BodyHtml, html).SetProperty(c => c.Markdown, Typed(word, isHeld: false)).SetProperty(c => c.TextHash, hash), Cancel));
        comment.Paper.ForgeText(word);
    }

    private Task ForgeAsync(PlacedComment comment, Func<IQueryable<Comment>, Task<int>> forge) => _town.DoAsync(db => db.InTransactionAsync(
        async () =>
        {
            await forge(db.Comments.Where(c => c.Id == comment.Id));
            db.Tell(new CommentsShown(comment.Post.Id, _blogIds[comment.Post.Paper.Blog.Slug], 0, 0));
        },
        Cancel));

    /// <summary>Long enough that nobody changes any more what they wrote.</summary>
    private Task WaitAsync()
    {
        Told.Add("a quarter of an hour passes");
        _town.Site.Clock.Now += Comment.SecondThoughts + TimeSpan.FromMinutes(1);
        return Task.CompletedTask;
    }

    /// <summary>Somebody follows the thread; where somebody does, they get a letter.</summary>
    private async Task LetterAsync(PlacedPost post)
    {
        if (post.FollowerId is null)
        {
            Told.Add($"somebody follows {post.Slug}");
            post.FollowerId = await _town.DoAsync(async (db, _) =>
            {
                var follower = ThreadFollower.Ask(await db.PlaceOfAsync(post.Id, Cancel), new(null, "Vera", "vera@exempel.se"), "vera@exempel.se", isTheirs: true, Now);
                follower.Follow(Followed.Thread);
                db.Add(follower);
                await db.SaveChangesAsync(Cancel);
                return follower.Id;
            });
            return;
        }

        Told.Add("an hour passes, and a letter is written");
        _town.Site.Clock.Now += ThreadFollower.Pause + TimeSpan.FromMinutes(10);
        var before = _town.Letters.Count;
        await _town.DoAsync(async (db, services) =>
        {
            await services.GetRequiredService<MailTheAnswers>().DoAsync($"{post.FollowerId}", Cancel);
            return 0;
        });
        foreach (var letter in _town.Letters.Skip(before))
        {
            _town.Heed(letter.Subject + "\n" + letter.Text, "a letter");
        }
    }

    /// <summary>What another program does shows here within a moment.</summary>
    private async Task ElsewhereAsync(PlacedPost post)
    {
        await LookAsync(post);
        var comment = _comments.Find(c => c.Post == post && c.Paper.IsSeen) ?? _comments.Find(c => c.Post == post && c.Paper.Fate is Fate.Waits);
        if (post.Paper.Blog is { IsEdited: false } blog)
        {
            Told.Add($"another program says that {blog.Slug} is edited");
            await _town.ElsewhereAsync(db => DeclareAsync(db, blog, edited: true));
            blog.Declare(edited: true);
        }
        else if (comment is not null)
        {
            var isSeen = comment.Paper.IsSeen;
            Told.Add($"another program {(isSeen ? "refuses" : "approves")} {comment.Said}");
            await _town.ElsewhereAsync(async db =>
            {
                var stored = await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel);
                var place = (await db.CommentedPlaceAsync(_town.Network.Id, stored.PostId, Cancel))!;
                db.Add(isSeen ? Decision.Refuse(stored, place, Because, _town.Moderators.Edit, Now) : Decision.Approve(stored, place, _town.Moderators.Edit, Now));
                await db.SaveChangesAsync(Cancel);
            });
            Action then = isSeen ? comment.Paper.Refuse : comment.Paper.Approve;
            then();
        }

        var patience = 50;
        while (true)
        {
            try
            {
                await LookAsync(post);
                return;
            }
            catch (BrokenPromiseException) when (patience-- > 0)
            {
                await Task.Delay(50, Cancel);
            }
        }
    }

    private async Task RestartAsync()
    {
        Told.Add("the server is restarted");
        await _town.RestartAsync();
    }

    private Task OnPostAsync(PlacedPost post, Action<Post, SpaltDb> verb) => OnPostAsync(post, (stored, db) =>
    {
        verb(stored, db);
        return Task.CompletedTask;
    });

    private Task OnPostAsync(PlacedPost post, Func<Post, SpaltDb, Task> verb) => _town.DoAsync(async db =>
    {
        await verb(await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleAsync(p => p.Id == post.Id, Cancel), db);
        await db.SaveChangesAsync(Cancel);
    });

    /// <summary>Those of a kind that wait to be done, as the runner would.</summary>
    private async Task DoJobsAsync(string kind)
    {
        var waiting = await _town.Site.WithDbAsync(db => db.Jobs.AsNoTracking().Where(j => j.Kind == kind).ToListAsync(Cancel));
        foreach (var job in waiting)
        {
            await _town.DoAsync(async (db, services) =>
            {
                await services.GetRequiredService<JobKinds>().Make(kind, services).DoAsync(job.Payload, Cancel);
                return await db.Jobs.Where(j => j.Id == job.Id).ExecuteDeleteAsync(Cancel);
            });
        }
    }
}
