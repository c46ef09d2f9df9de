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
/// Everybody with a role on the network or a blog of it, and whom somebody has asked to come. Editors invite to blogs; roles on the network
/// are the publishers' to give.
/// </summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class PeoplePage(SpaltDb db, OpenInvitations open, TimeProvider clock) : ManagingPage(db)
{
    public const string Path = "/-/network/people";
    private const int PageSize = 50;
    private const int LongestSearch = 100;

    public override string Tab => "people";

    public string Search { get; private set; } = "";

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];

    public InvitationList Invitations { get; private set; } = null!;

    public string? More { get; private set; }

    /// <summary>The link that was asked for, to be handed over: shown once.</summary>
    public string? Link { get; private set; }

    public Choice Role { get; private set; } = null!;

    public Choice Blog { get; private set; } = null!;

    public async Task OnGetAsync(string? q, string? name, long? after, CancellationToken cancel)
    {
        Search = Formats.TextLine.Cut(q ?? "", LongestSearch);
        name = Formats.TextLine.Of(name ?? "");
#pragma warning disable CA1309 // It is the database that compares, in the order in which it sorts.
        var people = PersonRow.OnNetwork(Db, Network.Id).Where(a => after == null || string.Compare(a.Name, name) > 0 || (a.Name == name && a.Id > after));
#pragma warning restore CA1309
        if (Search.Length > 0)
        {
            var (typed, great) = (Search, char.ToUpperInvariant(Search[0]) + Search[1..]);
            people = people.Where(a => a.Name.Contains(typed) || a.Name.Contains(great) || Db.Logins.Any(l => l.AccountId == a.Id && l.Email!.Contains(typed)));
        }

        var found = await PersonRow.Of(Db, Network.Id, people.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(PageSize + 1)).ToListAsync(cancel);
        Rows = [.. found.Take(PageSize)];
        More = found.Count <= PageSize ? null : Path + QueryString.Create(
            [KeyValuePair.Create("q", (string?)Search), KeyValuePair.Create("name", (string?)Rows[^1].Name), KeyValuePair.Create("after", (string?)Rows[^1].Id.ToString(CultureInfo.InvariantCulture))]);
        Invitations = new InvitationList(await open.ListAsync(Answerable, cancel), Path, Network, SaysWhere: true, ErrorOf);
        await OfferAsync(cancel);
    }

    /// <summary>Invitations that the person may send again or call back: to blogs; to the network where they are its publisher.</summary>
    private IQueryable<Invitation> Answerable
    {
        get
        {
            var (network, seesAll) = (Network.Id, Person.IsPublisher);
            return Db.Invitations.Where(i => i.NetworkId == network && (seesAll || i.BlogId != null));
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => Typed("do") switch
    {
        "invite" or "print" => InviteAsync(Typed("do") == "print", clock.GetUtcNow(), cancel),
        "again" or "withdraw" => ChangeAsync(Typed("do") == "withdraw", cancel),
        _ => Task.FromResult<IActionResult>(BadRequest()),
    };

    private async Task<IActionResult> ChangeAsync(bool isWithdrawn, CancellationToken cancel)
    {
        var outcome = await open.ChangeAsync(Answerable, Typed("invitation"), isWithdrawn, Person.AccountId, Network.Origin, cancel);
        if (outcome is { Done: { } done, Link: null })
        {
            return Done(Path, done);
        }

        if (outcome.Fault is { } fault)
        {
            Complain(outcome.IsTooSoon ? "invitation-" + Typed("invitation") : "", fault);
        }

        Link = outcome.Link;
        await OnGetAsync(q: null, name: null, after: null, cancel);
        return outcome.Fault is null ? Page() : Again(outcome.IsTooSoon ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    private async Task<IActionResult> InviteAsync(bool isPrinted, DateTimeOffset now, CancellationToken cancel)
    {
        await OfferAsync(cancel);
        var (role, email) = (Typed("role"), OptionalEmail("email"));
        var slug = Typed("blog");
        Blogs.Blog? blog = null;
        if (Role.Options.All(o => o.Value != role))
        {
            Complain("role", Texts.Say("Manage.NoRole"));
        }
        else if (Enum.TryParse<BlogRole>(role, out _))
        {
            blog = await Db.Blogs.OnNetwork(Network.Id).SingleOrDefaultAsync(b => b.Slug == slug && b.MergedIntoId == null, cancel);
            if (blog is null)
            {
                Complain("blog", Texts.Say("Manage.WhichBlog"));
            }
        }

        if (email is null && !isPrinted)
        {
            Complain("email", Texts.Say("Form.Missing"));
        }

        if (!IsFine)
        {
            await OnGetAsync(q: null, name: null, after: null, cancel);
            return Again();
        }

        // Without an address no letter goes out, and the link that is shown stays the only one.
        var letter = isPrinted ? null : email;
        var invitation = blog is null
            ? Invitation.To(Network.Id, Enum.Parse<NetworkRole>(role), letter, Person.AccountId, now)
            : Invitation.To(blog, Enum.Parse<BlogRole>(role), letter, Person.AccountId, now);
        Db.Add(invitation);
        Link = isPrinted ? InvitationLink.At(Network.Origin, invitation.MakeToken()) : null;
        await Db.SaveChangesAsync(cancel);
        if (!isPrinted)
        {
            return Done(Path, "invited");
        }

        // The link is the answer itself: nowhere else is it kept, and no address may hold it.
        await OnGetAsync(q: null, name: null, after: null, cancel);
        return Page();
    }

    private async Task OfferAsync(CancellationToken cancel)
    {
        string[] onNetwork = Person.IsPublisher ? Enum.GetNames<NetworkRole>() : [];
        Role = new Choice(
            new Field("role", Texts.Say("Manage.Field.role")) { Value = IsAgain ? Typed("role") : nameof(BlogRole.Author), Error = ErrorOf("role") },
            [.. Enum.GetNames<BlogRole>().Concat(onNetwork).Select(r => (r, Texts.Say("Role." + r)))]);
        var blogs = await Db.Blogs.OnNetwork(Network.Id).Where(b => b.MergedIntoId == null).OrderBy(b => b.Title).Take(1000).Select(b => new { b.Slug, b.Title }).ToListAsync(cancel);
        Blog = new Choice(
            new Field("blog", Texts.Say("Manage.Field.blog")) { Value = IsAgain ? Typed("blog") : blogs.FirstOrDefault()?.Slug ?? "", Error = ErrorOf("blog") },
            [("", Texts.Say(onNetwork.Length > 0 ? "Manage.WholeNetwork" : "Manage.Choose")), .. blogs.Select(b => (b.Slug, b.Title))]);
    }
}
