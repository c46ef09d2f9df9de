using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>
/// The roles of one person. Editors give and take roles on blogs; those on the network, and the way in, are the publishers'. The last
/// publisher stays, and so does a blog's last owner (<see cref="WhoAnswers"/>). An account that also has a role elsewhere in the installation is not this network's to close.
/// </summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class OnePerson(SpaltDb db, Joining joining, TimeProvider clock) : ManagingPage(db)
{
    public override string Tab => "people";

    public PersonRow Row { get; private set; } = null!;

    public bool HasLogin => Row.Email is not null;

    public string Path => string.Create(CultureInfo.InvariantCulture, $"/-/network/people/{Row.Id}");

    public Choice NetworkRoles => new(
        new Field("role", Texts.Say("Manage.Field.networkrole")) { Value = Row.Role?.ToString() ?? "", Error = ErrorOf("role") },
        [("", Texts.Say("Manage.NoNetworkRole")), .. Enum.GetNames<NetworkRole>().Select(r => (r, Texts.Say("Role." + r)))]);

    public Choice BlogRoles(PersonsBlog blog) => new(
        new Field(RoleOf(blog.Id), Texts.Say("Manage.RoleOn", blog.Title)) { Value = blog.Role.ToString(), Error = ErrorOf(RoleOf(blog.Id)) },
        [.. Enum.GetNames<BlogRole>().Select(r => (r, Texts.Say("Role." + r)))]);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        return (Typed("do"), Person.IsPublisher) switch
        {
            ("role", true) => await OnNetworkAsync(cancel),
            ("disable", true) => await CloseAsync(cancel),
            ("enable", true) => await OpenAsync(cancel),
            ("blogrole" or "leaveblog", _) => await OnBlogAsync(Typed("do") == "leaveblog", cancel),
            ("role" or "disable" or "enable", false) => NotFound(),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> OnNetworkAsync(CancellationToken cancel)
    {
        var typed = Typed("role");
        NetworkRole? role = Enum.TryParse<NetworkRole>(typed, out var asked) && Enum.IsDefined(asked) ? asked : null;
        if (role is null && typed.Length > 0)
        {
            Complain("role", Texts.Say("Manage.NoRole"));
            return Again();
        }

        await Db.InTransactionAsync(
            async () =>
            {
                if (role is not NetworkRole.Publisher && await Db.IsLastPublisherAsync(Network.Id, Row.Id, cancel))
                {
                    Complain("role", Texts.Say("Manage.LastPublisher"));
                }
                else if (role is { } given)
                {
                    await joining.GiveAsync(Network.Id, given, Row.Id, cancel);
                }
                else if (await Db.NetworkMembers.SingleOrDefaultAsync(m => m.NetworkId == Network.Id && m.AccountId == Row.Id, cancel) is { } member)
                {
                    Db.Remove(member);
                }

                await Db.SaveChangesAsync(cancel);
            },
            cancel);
        return IsFine ? await AfterAsync(cancel) : Again();
    }

    private async Task<IActionResult> OnBlogAsync(bool leaves, CancellationToken cancel)
    {
        if (!long.TryParse(Typed("blog"), NumberStyles.None, CultureInfo.InvariantCulture, out var blogId) || Row.Blogs.All(b => b.Id != blogId))
        {
            return NotFound();
        }

        BlogRole? role = leaves || !Enum.TryParse<BlogRole>(Typed(RoleOf(blogId)), out var typed) || !Enum.IsDefined(typed) ? null : typed;
        if (!leaves && role is null)
        {
            Complain(RoleOf(blogId), Texts.Say("Manage.NoRole"));
        }
        else if (role is not BlogRole.Owner && await Db.IsLastOwnerAsync(blogId, Row.Id, cancel))
        {
            Complain(RoleOf(blogId), Texts.Say("Members.LastOwner"));
        }

        if (!IsFine)
        {
            return Again();
        }

        var member = await Db.BlogMembers.SingleAsync(m => m.BlogId == blogId && m.AccountId == Row.Id, cancel);
        if (role is { } given)
        {
            member.Become(given);
        }
        else
        {
            Db.Remove(member);
        }

        (await Db.Blogs.SingleAsync(b => b.Id == blogId, cancel)).ChangePeople();
        try
        {
            await Db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed the blog in the same moment, and the last owner may have become another.
            Db.ChangeTracker.Clear();
            Complain(RoleOf(blogId), Texts.Say("Settings.Stale"));
            return Again(StatusCodes.Status409Conflict);
        }

        return await AfterAsync(cancel);
    }

    private async Task<IActionResult> CloseAsync(CancellationToken cancel)
    {
        await Db.InTransactionAsync(
            async () =>
            {
                if (await Db.IsLastPublisherAsync(Network.Id, Row.Id, cancel))
                {
                    Complain("", Texts.Say("Manage.LastPublisher"));
                }
                else if (await IsElsewhereAsync(cancel))
                {
                    Complain("", Texts.Say("Manage.Elsewhere"));
                }
                else
                {
                    var login = await Db.Logins.SingleAsync(l => l.AccountId == Row.Id, cancel);
                    login.Disable(clock.GetUtcNow());
                    await Db.Sessions.Where(s => s.LoginId == login.Id).ExecuteDeleteAsync(cancel);
                    Db.Add(new SecurityEvent(login.Id, SecurityEventKind.Disabled, agent: "", clock.GetUtcNow()));
                    await Db.SaveChangesAsync(cancel);
                }
            },
            cancel);
        return IsFine ? Done(Path) : Again();
    }

    private async Task<IActionResult> OpenAsync(CancellationToken cancel)
    {
        if (await IsElsewhereAsync(cancel))
        {
            Complain("", Texts.Say("Manage.Elsewhere"));
            return Again();
        }

        var login = await Db.Logins.SingleAsync(l => l.AccountId == Row.Id, cancel);
        login.Enable();
        Db.Add(new SecurityEvent(login.Id, SecurityEventKind.Enabled, agent: "", clock.GetUtcNow()));
        await Db.SaveChangesAsync(cancel);
        return Done(Path);
    }

    private static string RoleOf(long blogId) => string.Create(CultureInfo.InvariantCulture, $"role-{blogId}");

    /// <summary>Whether the account has a role on another network of the installation.</summary>
    private async Task<bool> IsElsewhereAsync(CancellationToken cancel) =>
        !HasLogin || await Db.NetworkMembers.AnyAsync(m => m.AccountId == Row.Id && m.NetworkId != Network.Id, cancel)
        || await Db.BlogMembers.AnyAsync(m => m.AccountId == Row.Id && Db.Blogs.Any(b => b.Id == m.BlogId && b.NetworkId != Network.Id), cancel);

    /// <summary>Back to the person, or to the list where no role is left.</summary>
    private async Task<IActionResult> AfterAsync(CancellationToken cancel) =>
        Done(await PersonRow.OnNetwork(Db, Network.Id).AnyAsync(a => a.Id == Row.Id, cancel) ? Path : PeoplePage.Path);

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        var row = await PersonRow.Of(Db, Network.Id, PersonRow.OnNetwork(Db, Network.Id).Where(a => a.Id == id)).SingleOrDefaultAsync(cancel);
        Row = row!;
        return row is not null;
    }
}
