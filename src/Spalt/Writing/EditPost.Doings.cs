using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Writing;

/// <summary>What the page's other buttons do with a post: none of them saves a text.</summary>
internal sealed partial class EditPost
{
    private async Task<IActionResult> HandleAsync(string doing, IFormCollection form, CancellationToken cancel)
    {
        var isOut = Post.State is PostState.Published or PostState.Scheduled;
        var may = doing switch
        {
            "withdraw" => Rights.MayPublish,
            "return" or "remark" => Rights.MayReview,
            "link" or "unlink" or "resolve" => true,
            _ => !isOut || Rights.MayPublish,
        };
        if (!may)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        switch (doing)
        {
            case "withdraw":
                Post.Withdraw(Now);
                break;
            case "bin":
                Post.Bin(Now);
                await db.SaveChangesAsync(cancel);
                return SeeOther($"/-/write/{Desk.BlogSlug}?show=bin");
            case "restore":
                Post.Restore(Now);
                break;
            case "move":
                return await MoveAsync(form["to"].ToString(), cancel);
            case "remark":
                return await RemarkAsync(form, cancel);
            case "resolve":
                (await db.NamedNoteAsync(form, Post.Id, cancel))?.Resolve(Now);
                break;
            case "return":
                return await ReturnAsync(Formats.TextLine.Of(form["note"].ToString()), cancel);
            default:
                await db.InTransactionAsync(() => LinkAsync(doing == "link", cancel), cancel);
                break;
        }

        await db.SaveChangesAsync(cancel);
        return See(doing switch { "withdraw" => "withdrawn", "restore" => "restored", "link" => "linked", "resolve" => "resolved", _ => "unlinked" });
    }

    private async Task<IActionResult> MoveAsync(string to, CancellationToken cancel)
    {
        var targets = await BlogsToMoveToAsync(cancel);
        if (!long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || targets.All(t => t.Id != id))
        {
            Form = WritingForm.Of(Open, Network, Now);
            Errors.Add("to", "NoBlog");
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        var blog = await db.Blogs.SingleAsync(b => b.Id == id, cancel);
        await publishing.MoveAsync(Open, blog, Network, cancel);
        return SeeOther(string.Create(CultureInfo.InvariantCulture, $"/-/write/{blog.Slug}/{Post.Id}?done=moved"));
    }

    private async Task<IActionResult> ReturnAsync(string note, CancellationToken cancel)
    {
        if (note.Length is 0 or > WritingForm.LongestCorrection)
        {
            Form = WritingForm.Of(Open, Network, Now);
            Errors.Add("note", note.Length == 0 ? "NoNote" : "TooLong", WritingForm.LongestCorrection);
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        if (Open.Draft.SendBack(note, Desk.AccountId))
        {
            db.Tell(new Reviewed(ReviewStep.Returned, Post.Id, Open.Draft.Version, Desk.AccountId, Open.Draft.AskedById, Now));
        }

        await db.SaveChangesAsync(cancel);
        return See("returned");
    }

    private async Task<IActionResult> RemarkAsync(IFormCollection form, CancellationToken cancel)
    {
        if (await db.TakeNoteAsync(form, Open.Draft, Desk.AccountId, Now, Errors, cancel) is not { } note)
        {
            Form = WritingForm.Of(Open, Network, Now);
            Remark = (form["quote"].ToString(), form["remark"].ToString());
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        keeper.Keep(Open);
        db.Add(note);
        await db.SaveChangesAsync(cancel);
        return See("noted");
    }

    private async Task LinkAsync(bool isWanted, CancellationToken cancel)
    {
        keeper.Keep(Open);
        await db.PreviewLinks.Where(l => l.PostId == Post.Id).ExecuteDeleteAsync(cancel);
        if (isWanted)
        {
            db.Add(new PreviewLink(Post.Id, Desk.AccountId, Now));
        }

        await db.SaveChangesAsync(cancel);
    }
}
