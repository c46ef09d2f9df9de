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

/// <summary>The blogs of the network by title, and how a new one is started. For editors too: they edit them all anyway.</summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class BlogsPage(SpaltDb db, TimeProvider clock) : ManagingPage(db)
{
    public const string Path = "/-/network/blogs";
    private const int PageSize = 50;
    private const int MostPeople = 500;
    private const int LongestTitle = 100;

    public override string Tab => "blogs";

    public IReadOnlyList<BlogRow> Rows { get; private set; } = [];

    /// <summary>Address of the next page; null on the last.</summary>
    public string? More { get; private set; }

    public Choice Owner { get; private set; } = null!;

    public async Task OnGetAsync(string? title, long? after, CancellationToken cancel)
    {
#pragma warning disable CA1309 // It is the database that compares, in the order in which it sorts.
        var blogs = Db.Blogs.OnNetwork(Network.Id).Where(b => after == null || string.Compare(b.Title, title) > 0 || (b.Title == title && b.Id > after));
#pragma warning restore CA1309
        var found = await BlogRow.Of(Db, blogs.OrderBy(b => b.Title).ThenBy(b => b.Id).Take(PageSize + 1)).ToListAsync(cancel);
        Rows = [.. found.Take(PageSize)];
        More = found.Count > PageSize
            ? Path + QueryString.Create([KeyValuePair.Create("title", (string?)Rows[^1].Title), KeyValuePair.Create("after", (string?)Rows[^1].Id.ToString(CultureInfo.InvariantCulture))]) : null;
        var people = await PersonRow.OnNetwork(Db, Network.Id).OrderBy(a => a.Name).Take(MostPeople).Select(a => new { a.Id, a.Name }).ToListAsync(cancel);
        Owner = new Choice(
            new Field("owner", Texts.Say("Manage.Field.owner")) { Value = IsAgain ? Typed("owner") : "", Error = ErrorOf("owner") },
            [("", Texts.Say("Manage.Owner.ByMail")), .. people.Select(p => (p.Id.ToString(CultureInfo.InvariantCulture), p.Name))]);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (title, slug) = (Required("title", LongestTitle), Typed("slug").ToLowerInvariant());
        slug = slug.Length == 0 ? Slug.Of(title) : slug;
        if (!Slug.IsValid(slug))
        {
            Complain("slug", Texts.Say(Slug.IsReserved(slug) ? "Manage.ReservedSlug" : "Manage.BadSlug"));
        }
        else if (await Db.Blogs.AnyAsync(b => b.NetworkId == Network.Id && b.Slug == slug, cancel))
        {
            Complain("slug", Texts.Say("Manage.TakenSlug"));
        }

        var email = OptionalEmail("ownermail");
        var owner = long.TryParse(Typed("owner"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        if (owner is { } account && !await PersonRow.OnNetwork(Db, Network.Id).AnyAsync(a => a.Id == account, cancel))
        {
            Complain("owner", Texts.Say("Manage.NoPerson"));
        }
        else if (owner is not null == email is not null)
        {
            Complain("ownermail", Texts.Say("Manage.OneOwner"));
        }

        if (!IsFine)
        {
            await OnGetAsync(title: null, after: null, cancel);
            return Again();
        }

        var now = clock.GetUtcNow();
        await Db.InTransactionAsync(
            async () =>
            {
                var blog = Blog.Start(Network.Id, slug, title, now);
                Db.Add(blog);
                await Db.SaveChangesAsync(cancel);
                Db.Add(owner is { } who ? new BlogMember(blog.Id, who, BlogRole.Owner, now) : Invitation.To(blog, BlogRole.Owner, email, Person.AccountId, now));
                await Db.SaveChangesAsync(cancel);
            },
            cancel);
        return Done($"{Path}/{slug}", "started");
    }
}
