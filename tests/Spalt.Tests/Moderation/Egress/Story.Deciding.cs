using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Writers;

namespace Spalt.Tests.Moderation.Egress;

/// <content>Everything that somebody in the newsroom decides about comments and who writes them.</content>
internal sealed partial class Story
{
    private static readonly Reason Because = new(DecisionGround.OffTopic, "Handlar om annat.");

    private static readonly (string Name, string Value)[] BecauseTyped = [("ground", "OffTopic"), ("facts", "Handlar om annat.")];

    /// <summary>A named person lets exactly this text through, as it stands on the queue's page or as whatever else decides has it.</summary>
    private async Task ApproveAsync(PlacedComment? comment, bool byForm)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"{comment.Said} is approved{(byForm ? " by the form" : "")}");
        if (byForm)
        {
            await PressAsync(Decided(comment), ("approve", await PickOfAsync(comment)));
        }
        else
        {
            await DecideAsync(comment, (stored, place) => Decision.Approve(stored, place, _town.Moderators.Mona, Now));
        }

        comment.Paper.Approve();
    }

    private async Task ApproveAllAsync()
    {
        var waiting = _comments.FindAll(c => c.Paper.Fate is Fate.Waits);
        if (waiting.Count == 0)
        {
            return;
        }

        Told.Add($"{string.Join(", ", waiting.Select(c => c.Said))} are approved at once");
        List<(string, string)> fields = [("do", "approve")];
        foreach (var comment in waiting)
        {
            fields.Add(("pick", await PickOfAsync(comment)));
        }

        await PressAsync(waiting.Count, [.. fields]);
        waiting.ForEach(c => c.Paper.Approve());
    }

    private async Task RefuseAsync(PlacedComment? comment, bool byForm)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"{comment.Said} is refused{(byForm ? " by the form" : "")}");
        await RefuseQuietlyAsync(comment, byForm);
    }

    private async Task RefuseQuietlyAsync(PlacedComment comment, bool byForm)
    {
        if (byForm)
        {
            await PressAsync(Decided(comment), [("do", "refuse"), ("pick", await PickOfAsync(comment)), .. BecauseTyped]);
        }
        else
        {
            await DecideAsync(comment, (stored, place) => Decision.Refuse(stored, place, Because, _town.Moderators.Mona, Now));
        }

        comment.Paper.Refuse();
    }

    private async Task HideAsync(PlacedComment? comment, bool byForm)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"{comment.Said} is hidden{(byForm ? " by the form" : "")}");
        if (byForm)
        {
            await PressAsync(1, [("do", "hide"), ("list", "shown"), ("pick", await PickOfAsync(comment)), .. BecauseTyped]);
        }
        else
        {
            await DecideAsync(comment, (stored, place) => Decision.Hide(stored, place, Because, _town.Moderators.Mona, Now));
        }

        comment.Paper.Hide();
    }

    private async Task DismissAsync(PlacedComment? comment)
    {
        if (comment is not null)
        {
            Told.Add($"what was reported about {comment.Said} is dismissed");
            await LookAtTheLedgerAsync();
            await DecideAsync(comment, (stored, place) => Decision.Dismiss(stored, place, "Står kvar.", _town.Moderators.Mona, Now));
            await LookAtTheLedgerAsync();
        }
    }

    /// <summary>Nobody answers for a text that they did not see: the form names what stood on the page.</summary>
    private async Task DecideLateAsync(PlacedComment? comment, int how)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"somebody reads {comment.Said} in the queue");
        var read = await PickOfAsync(comment);
        await MeanwhileAsync(comment, how);
        Told.Add("and approves what they read");
        await PressAsync(0, ("approve", read));
    }

    /// <summary>The same between the look and the stroke of one and the same request.</summary>
    private async Task DecideAtOnceAsync(PlacedComment? comment, int how)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"somebody is about to approve {comment.Said}");
        await _town.DoAsync(async db =>
        {
            var stored = await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel);
            var place = (await db.CommentedPlaceAsync(_town.Network.Id, stored.PostId, Cancel))!;
            await MeanwhileAsync(comment, how);
            Told.Add("and does");
            db.Add(Decision.Approve(stored, place, _town.Moderators.Edit, Now));
            try
            {
                await db.SaveChangesAsync(Cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // So it should be, unless it was approved already and nothing is to be written.
            }
        });
    }

    /// <summary>It becomes another text, where its writer still may change it; otherwise somebody else decides.</summary>
    private async Task MeanwhileAsync(PlacedComment comment, int how)
    {
        var mayChange = Changeable.Contains(comment) && IsInTime(comment) && comment.Post.Paper.IsPublic && !comment.Paper.By.IsBanned;
        if (mayChange && how % 2 == 0)
        {
            await EditAsync(comment, null, how);
        }
        else if (mayChange && how % 3 == 0)
        {
            await TakeBackAsync(comment, how);
        }
        else if (comment.Paper.Fate is Fate.Refused)
        {
            await ApproveAsync(comment, byForm: false);
        }
        else if (comment.Paper.Fate is not Fate.TakenBack)
        {
            await RefuseAsync(comment, byForm: false);
        }
        else
        {
            // What was taken back stays so; that it is decided about changes nothing that anybody could miss.
            await _town.DoAsync(db => db.Comments.Where(c => c.Id == comment.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TextHash, new byte[32]), Cancel));
        }
    }

    /// <summary>A comment is hidden, its writer objects, and somebody else gives way: to the text that they see, and to no other.</summary>
    private async Task AppealAsync(PlacedComment? comment, int how)
    {
        if (comment is null)
        {
            return;
        }

        await HideAsync(comment, byForm: false);
        var appeal = await _town.DoAsync(async (db, _) =>
        {
            var decision = await db.Decisions.Where(d => d.CommentId == comment.Id).OrderByDescending(d => d.Id).FirstAsync(Cancel);
            var filed = Appeal.File(decision, null, "Jag håller inte med.", (null, comment.Email), Now);
            db.Add(filed);
            await db.SaveChangesAsync(Cancel);
            return filed.Id;
        });
        Told.Add("its writer objects, and somebody reads that");
        var path = $"/-/moderation/cases/appeals/{appeal}";
        var page = await _town.AskAsync(path, _town.Edit);
        Expect(page.Status == 200, $"{path} answered {page.Status}");
        var isLate = how % 2 == 0;
        if (isLate)
        {
            await MeanwhileAsync(comment, how);
        }

        Told.Add("and gives way");
        var hidden = HiddenField().Matches(page.Text).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value));
        var answer = await _town.PostAsync(_town.Edit, path, [.. hidden, ("do", "uphold"), ("answer", "Det stämmer.")]);
        Expect(answer.Status == (isLate ? 409 : 303), $"an appeal {(isLate ? "about a text that became another" : "")} answered {answer.Status}");
        if (!isLate)
        {
            comment.Paper.Approve();
        }
    }

    /// <summary>The writer's next two comments wait, or they write none any more.</summary>
    private async Task RestrictAsync(PlacedComment? comment, bool isBanned)
    {
        if (comment is null)
        {
            return;
        }

        Told.Add($"the writer of {comment.Said} is {(isBanned ? "banned" : "held")}");
        await _town.DoAsync(async db =>
        {
            var stored = await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel);
            var key = await db.NetworkKeyAsync(_town.Network.Id, Cancel);
            var who = WhoIs.Hash(key, RestrictionScope.Person, stored.AccountId is { } account ? $"{account}" : comment.Email!);
            await db.RestrictAsync(
                stored, isBanned ? DecisionVerb.Ban : DecisionVerb.Hold, Because, (RestrictionScope.Person, who), (null, isBanned ? null : 2), _town.Moderators.Mona, Now, Cancel);
        });
        (comment.Paper.By.IsBanned, comment.Paper.By.Held) = (comment.Paper.By.IsBanned || isBanned, isBanned ? comment.Paper.By.Held : Math.Max(2, comment.Paper.By.Held));
    }

    private Task DecideAsync(PlacedComment comment, Func<Comment, CommentPlace, Decision> decide) => _town.DoAsync(async db =>
    {
        var stored = await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel);
        db.Add(decide(stored, (await db.CommentedPlaceAsync(_town.Network.Id, stored.PostId, Cancel))!));
        await db.SaveChangesAsync(Cancel);
    });

    private Task<string> PickOfAsync(PlacedComment comment) => _town.Site.WithDbAsync(async db =>
    {
        var stored = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == comment.Id, Cancel);
        return QueuedComment.PickOf(stored.Id, stored.TextHash, stored.State);
    });

    /// <summary>How many the queue decides when it is asked for this one: what was taken back is no longer anybody's to decide.</summary>
    private static int Decided(PlacedComment comment) => comment.Paper.Fate is Fate.TakenBack ? 0 : 1;

    /// <summary>Sends the queue's form.</summary>
    /// <param name="done">So many could be decided.</param>
    private async Task PressAsync(int done, params (string Name, string Value)[] fields)
    {
        var answer = await _town.PostAsync(_town.Mona, Queue.Path, fields);
        Expect(answer.Leads?.Contains($"done={done}&", StringComparison.Ordinal) == true, $"the queue answered {answer.Status} {answer.Leads}");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenField();
}
