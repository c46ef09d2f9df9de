using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>Who writes on a blog and as what; who is invited.</summary>
internal sealed class People(SpaltDb db, UserManager<Login> logins, OpenInvitations open, TimeProvider clock) : BlogForm(db, clock)
{
    public const int LongestEmail = 254;
    private const int MostShown = 200;

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public InvitationList Invitations { get; private set; } = null!;

    /// <summary>Shown once: the path by which whoever has it becomes a member.</summary>
    public string? Link { get; private set; }

    public string Path => Settings + "/members";

    public static IReadOnlyList<(string Value, string Text)> Roles => [.. Enum.GetValues<BlogRole>().Select(r => (r.ToString(), Texts.Say("Members.Role." + r)))];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        return Typed("do") switch
        {
            "invite" => await InviteAsync(cancel),
            "role" or "remove" => await ChangeAsync(cancel),
            "again" or "withdraw" => await AnswerAsync(cancel),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> InviteAsync(CancellationToken cancel)
    {
        var role = RoleOf("role");
        var isByLink = Typed("by") == "link";
        var email = isByLink ? null : Required("email", LongestEmail);
        if (email is not null && IsFine)
        {
            await CheckAsync(email, cancel);
        }

        var since = Now.AddDays(-1);
        var most = await Db.Networks.Where(n => n.Id == Network.Id).Select(n => n.InvitationsADay).SingleAsync(cancel) ?? Networks.Network.UsualInvitationsADay;
        if (await Db.Invitations.CountAsync(i => i.BlogId == Blog.Id && i.CreatedAt > since, cancel) >= most)
        {
            // By link there is no field in which the address would stand.
            Complain(isByLink ? "" : "email", Texts.Say("Members.TooMany", most, Network.WhomToAsk));
        }

        if (!IsFine)
        {
            return Again();
        }

        var invitation = Invitation.To(Blog, role, email, Desk.AccountId, Now);
        Db.Add(invitation);
        if (isByLink)
        {
            Link = InvitationLink.At(Network.Origin, invitation.MakeToken());
        }

        await Db.SaveChangesAsync(cancel);
        if (!isByLink)
        {
            return Onward(Path + "?done=invited");
        }

        // Nobody keeps the link: it is in this answer and nowhere else.
        await ShowAsync(cancel);
        return Page();
    }

    private async Task CheckAsync(string email, CancellationToken cancel)
    {
        var normalized = logins.NormalizeEmail(email);
        if (!Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }
        else if (await Db.Logins.AnyAsync(l => l.NormalizedEmail == normalized && Db.BlogMembers.Any(m => m.BlogId == Blog.Id && m.AccountId == l.AccountId), cancel))
        {
            Complain("email", Texts.Say("Members.IsOne"));
        }
        else if (Invitations.Rows.Any(i => logins.NormalizeEmail(i.Email) == normalized))
        {
            Complain("email", Texts.Say("Members.IsInvited"));
        }
    }

    private async Task<IActionResult> ChangeAsync(CancellationToken cancel)
    {
        var id = long.TryParse(Typed("account"), NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : 0;
        if (await Db.BlogMembers.SingleOrDefaultAsync(m => m.BlogId == Blog.Id && m.AccountId == id, cancel) is not { } member)
        {
            Complain("", Texts.Say("Members.Gone"));
            return Again(StatusCodes.Status409Conflict);
        }

        var isLeaving = Typed("do") == "remove";
        var role = isLeaving ? member.Role : RoleOf(FieldOf(id));
        if (IsFine && (isLeaving || role is not BlogRole.Owner) && await Db.IsLastOwnerAsync(Blog.Id, id, cancel))
        {
            Complain(FieldOf(id), Texts.Say("Members.LastOwner"));
        }

        if (!IsFine)
        {
            return Again();
        }

        if (isLeaving)
        {
            Db.Remove(member);
        }
        else
        {
            member.Become(role);
        }

        // By its version two owners who take the role from each other at once cannot both succeed.
        Blog.ChangePeople();
        if (Typed("tell") == "yes" && id != Desk.AccountId)
        {
            Db.Tell(new MemberChanged(Blog.Id, id, isLeaving ? null : role, Desk.AccountId, Now));
        }

        if (!await TrySaveAsync(cancel))
        {
            await ShowAsync(cancel);
            return Again(StatusOfFault);
        }

        var mayStay = Desk.IsEditor || id != Desk.AccountId || (!isLeaving && role is BlogRole.Owner);
        return Onward(mayStay ? Path + (isLeaving ? "?done=left" : "?done=role") : "/-/write");
    }

    private async Task<IActionResult> AnswerAsync(CancellationToken cancel)
    {
        var outcome = await open.ChangeAsync(Db.Invitations.Where(i => i.BlogId == Blog.Id), Typed("invitation"), Typed("do") == "withdraw", Desk.AccountId, Network.Origin, cancel);
        if (outcome is { Done: { } done, Link: null })
        {
            return Onward(Path + "?done=" + done);
        }

        if (outcome.Fault is { } fault)
        {
            Complain(outcome.IsTooSoon ? "invitation-" + Typed("invitation") : "", fault);
        }

        Link = outcome.Link;
        await ShowAsync(cancel);
        return outcome.Fault is null ? Page() : Again(outcome.IsTooSoon ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    /// <summary>Name of the field of a member's role.</summary>
    public static string FieldOf(long accountId) => string.Create(CultureInfo.InvariantCulture, $"role-{accountId}");

    private BlogRole RoleOf(string field)
    {
        if (Enum.TryParse<BlogRole>(Typed(field), out var role) && Enum.IsDefined(role))
        {
            return role;
        }

        Complain(field, Texts.Say("Settings.BadChoice"));
        return BlogRole.Contributor;
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Members = await Db.BlogMembers.AsNoTracking().Where(m => m.BlogId == Blog.Id).OrderBy(m => m.Since).Take(MostShown)
            .Join(Db.Accounts, m => m.AccountId, a => a.Id, (m, a) => new Member(a.Id, a.Name, m.Role, m.Since)).ToListAsync(cancel);
        Invitations = new InvitationList(await open.ListAsync(Db.Invitations.Where(i => i.BlogId == Blog.Id), cancel), Path, Network, SaysWhere: false, ErrorOf);
    }

    internal sealed record Member(long Id, string Name, BlogRole Role, DateTimeOffset Since);
}
