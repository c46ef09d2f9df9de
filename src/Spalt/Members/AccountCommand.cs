using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary><c>spalt account add|invite|list|disable|enable|reset|setup</c>: the operator's way in, who has the machine anyway.</summary>
internal static class AccountCommand
{
    public static Command Make()
    {
        var email = CommandLine.Option<string>("--email", "ADDRESS", "Account.Email", required: true);
        var name = CommandLine.Option<string>("--name", "NAME", "Account.NameOption", required: true);
        var role = CommandLine.Option<string>("--role", "ROLE", "Account.Role", required: true);
        var blog = CommandLine.Option<string?>("--blog", "SLUG", "Account.Blog");
        var password = CommandLine.Option<bool>("--password-stdin", "", "Account.Password");
        var print = CommandLine.Option<bool>("--print", "", "Account.Print");
        var network = NetworkCommand.Network;
        return new Command("account", Texts.Command("Account"))
        {
            new Command("add", Texts.Command("Account.Add")) { email, name, role, blog, password, network }.Does((installation, asked, cancel) =>
                With(installation, async (db, services) =>
                {
                    var given = await GivenRole.AskedAsync(installation, db, asked.GetValue(network), asked.GetValue(blog), asked.GetValue(role)!, cancel);
                    var typed = asked.GetValue(password) ? await Console.In.ReadLineAsync(cancel) ?? "" : null;
                    await AddAsync(db, services, given, asked.GetValue(name)!.Trim(), Address(asked.GetValue(email)!), typed, cancel);
                }, cancel)),
            new Command("invite", Texts.Command("Account.Invite")) { email, role, blog, print, network }.Does((installation, asked, cancel) =>
                With(installation, async (db, services) =>
                {
                    var given = await GivenRole.AskedAsync(installation, db, asked.GetValue(network), asked.GetValue(blog), asked.GetValue(role)!, cancel);
                    await InviteAsync(db, services, given, Address(asked.GetValue(email)!), asked.GetValue(print), cancel);
                }, cancel)),
            new Command("list", Texts.Command("Account.List")).Does((installation, _, cancel) => With(installation, (db, _) => ListAsync(db, cancel), cancel)),
            new Command("disable", Texts.Command("Account.Disable")) { email }.Does((installation, asked, cancel) =>
                With(installation, (db, services) => SwitchAsync(db, services, asked.GetValue(email)!, isOpen: false, cancel), cancel)),
            new Command("enable", Texts.Command("Account.Enable")) { email }.Does((installation, asked, cancel) =>
                With(installation, (db, services) => SwitchAsync(db, services, asked.GetValue(email)!, isOpen: true, cancel), cancel)),
            new Command("reset", Texts.Command("Account.Reset")) { email, network }.Does((installation, asked, cancel) =>
                With(installation, async (db, services) =>
                {
                    var login = await FindAsync(services, asked.GetValue(email)!);
                    var host = (await NetworkCommand.FindAsync(installation, db, asked.GetValue(network), cancel)).Host;
                    Console.WriteLine(Texts.Command("Account.SetPassword", await PasswordLink.MakeAsync(services.GetRequiredService<UserManager<Login>>(), login, host)));
                }, cancel)),
            new Command("setup", Texts.Command("Account.Setup")) { network }.Does((installation, asked, cancel) =>
                With(installation, (db, services) => SetUpAsync(installation, db, services, asked.GetValue(network), cancel), cancel)),
        };
    }

    private static Task With(Installation installation, Func<SpaltDb, IServiceProvider, Task> work, CancellationToken cancel) =>
        installation.WithExistingDatabaseAsync(work, cancel);

    private static async Task AddAsync(
        SpaltDb db, IServiceProvider services, GivenRole given, string name, string email, string? password, CancellationToken cancel)
    {
        if (name.Length == 0)
        {
            throw new CommandException(Texts.Command("NoName"), CommandLine.BadInput);
        }

        if (password is not null && PasswordRules.Complaint(password, name, email) is not null)
        {
            throw new CommandException(Texts.Command("Account.BadPassword", PasswordRules.Shortest), CommandLine.BadInput);
        }

        var joining = services.GetRequiredService<Joining>();
        if (await joining.IsKnownAsync(email, cancel))
        {
            throw new CommandException(Texts.Command("Account.Taken", email));
        }

        Login login = null!;
        await db.InTransactionAsync(
            async () =>
            {
                login = await joining.AddAsync(name, email, password, isConfirmed: true, cancel);
                await given.GiveAsync(joining, login.AccountId, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        Console.WriteLine(Texts.Command("Account.Added", name, email, given.Role));
        if (password is null)
        {
            Console.WriteLine(Texts.Command("Account.SetPassword", await PasswordLink.MakeAsync(services.GetRequiredService<UserManager<Login>>(), login, given.Host)));
        }
    }

    private static async Task InviteAsync(SpaltDb db, IServiceProvider services, GivenRole given, string email, bool isPrinted, CancellationToken cancel)
    {
        // Without an address no letter goes out, and the link that is printed stays the only one.
        var invitation = given.Invite(isPrinted ? null : email, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var token = isPrinted ? invitation.MakeToken() : null;
        db.Add(invitation);
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(isPrinted
            ? Texts.Command("Account.Invited", email, InvitationLink.At(NetworkFace.OriginOf(given.Host), token!))
            : Texts.Command("Account.Mailed", email));
    }

    private static async Task ListAsync(SpaltDb db, CancellationToken cancel)
    {
        var people = await db.Logins.OrderBy(l => l.NormalizedEmail).Join(db.Accounts, l => l.AccountId, a => a.Id, (l, a) => new
        {
            a.Name,
            l.Email,
            l.DisabledAt,
            Networks = db.NetworkMembers.Where(m => m.AccountId == a.Id).Join(db.Networks, m => m.NetworkId, n => n.Id, (m, n) => new { m.Role, n.Host }).ToList(),
            Blogs = db.BlogMembers.Where(m => m.AccountId == a.Id).Join(db.Blogs, m => m.BlogId, b => b.Id, (m, b) => new { m.Role, b.Slug }).ToList(),
        }).ToListAsync(cancel);
        foreach (var person in people)
        {
            var roles = person.Networks.Select(n => $"{n.Role.ToString().ToLowerInvariant()} {n.Host}").Concat(person.Blogs.Select(b => $"{b.Role.ToString().ToLowerInvariant()} {b.Slug}"));
            Console.WriteLine($"{person.Email}  {person.Name}  {string.Join(", ", roles)}{(person.DisabledAt is { } at ? $"  × {at:yyyy-MM-dd}" : "")}");
        }

        if (people.Count == 0)
        {
            Console.WriteLine(Texts.Command("Account.None"));
        }
    }

    private static async Task SwitchAsync(SpaltDb db, IServiceProvider services, string email, bool isOpen, CancellationToken cancel)
    {
        var (login, now) = (await FindAsync(services, email), services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (isOpen)
        {
            login.Enable();
        }
        else
        {
            login.Disable(now);
            await db.Sessions.Where(s => s.LoginId == login.Id).ExecuteDeleteAsync(cancel);
        }

        db.Add(new SecurityEvent(login.Id, isOpen ? SecurityEventKind.Enabled : SecurityEventKind.Disabled, agent: "", now));
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(Texts.Command(isOpen ? "Account.Enabled" : "Account.Disabled", login.Email));
    }

    private static async Task SetUpAsync(Installation installation, SpaltDb db, IServiceProvider services, string? host, CancellationToken cancel)
    {
        if (await db.Logins.AnyAsync(cancel))
        {
            Console.WriteLine(Texts.Command("Account.SetupDone"));
            return;
        }

        var network = await NetworkCommand.FindAsync(installation, db, host, cancel);

        // Each call makes a link; the one before is dead.
        db.RemoveRange(await db.Invitations.Where(i => i.NetworkId == null).ToListAsync(cancel));
        var invitation = Invitation.ToSetUp(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var token = invitation.MakeToken();
        db.Add(invitation);
        await db.SaveChangesAsync(cancel);
        Console.WriteLine(Texts.Command("Account.SetupLink", $"{NetworkFace.OriginOf(network.Host)}/-/setup?token={token}"));
    }

    private static string Address(string email) =>
        Mail.IsBareAddress(email.Trim()) ? email.Trim() : throw new CommandException(Texts.Command("Account.BadEmail", email), CommandLine.BadInput);

    private static async Task<Login> FindAsync(IServiceProvider services, string email) =>
        await services.GetRequiredService<UserManager<Login>>().FindByEmailAsync(email.Trim()) ?? throw new CommandException(Texts.Command("Account.Unknown", email));
}
