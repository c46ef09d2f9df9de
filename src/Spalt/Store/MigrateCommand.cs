using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;

namespace Spalt.Store;

/// <summary><c>spalt migrate</c>, and for developers <c>spalt schema</c>: the SQL that the model asks for, to write migrations from.</summary>
internal static class MigrateCommand
{
    public static Command Make() => new Command("migrate", Texts.Command("Migrate")).Does(async (installation, _, cancel) =>
    {
        await using var services = installation.Services();
        var done = await services.GetRequiredService<Migrations>().ApplyAsync(cancel);
        Console.WriteLine(done.Count == 0 ? Texts.Command("Migrate.Nothing") : Texts.Command("Migrate.Done", string.Join(", ", done)));
    });

    public static Command MakeSchema() => new Command("schema", Texts.Command("Schema")) { Hidden = true }.Does(async (installation, _, _) =>
    {
        await using var services = installation.Services();
        await using var scope = services.CreateAsyncScope();
        DbContext db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        Console.Write(db.Database.GenerateCreateScript());
    });
}
