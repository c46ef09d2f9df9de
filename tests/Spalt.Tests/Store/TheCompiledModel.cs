#pragma warning disable EF1001 // What EF's own command line does; nothing public makes these files.
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Spalt.Store;
using Spalt.Tests.House;

namespace Spalt.Tests.Store;

/// <summary>
/// <c>Store/Compiled</c> holds what EF would otherwise work out from the mappings at every start. <c>SPALT_TEST_REWRITE=1</c> writes it anew.
/// </summary>
public partial class TheCompiledModel
{
    [Theory]
    [InlineData("Sqlite", "", "5ba17000-0000-4000-8000-000000000001")]
    [InlineData("Postgres", "Host=127.0.0.1", "5ba17000-0000-4000-8000-000000000002")]
    public async Task Says_what_the_mappings_say(string kind, string connection, string id)
    {
        var folder = Path.Combine(Sources.Root, "src/Spalt/Store/Compiled", kind);
        var made = await MakeAsync(kind, connection, id);
        if (Environment.GetEnvironmentVariable("SPALT_TEST_REWRITE") == "1")
        {
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            foreach (var (name, code) in made)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), code, TestContext.Current.CancellationToken);
            }

            return;
        }

        var stored = Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
        Assert.Empty(
            made.Keys.Union(stored.Keys, StringComparer.Ordinal).Where(name => made.GetValueOrDefault(name) != stored.GetValueOrDefault(name))
                .Select(name => $"{name} is of an older mapping: SPALT_TEST_REWRITE=1 bin/test --only sqlite -- --filter-class '*TheCompiledModel'"));
    }

    private static async Task<Dictionary<string, string>> MakeAsync(string kind, string connection, string id)
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = Installation.At(store.Folder, [KeyValuePair.Create("Spalt:Database", (string?)connection)]).Services();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        var design = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
        IDesignTimeServices provider = kind == "Sqlite" ? new SqliteDesignTimeServices() : new NpgsqlDesignTimeServices();
        provider.ConfigureDesignTimeServices(design);
        await using var tools = design.BuildServiceProvider();
        var options = new CompiledModelCodeGenerationOptions
        {
            ContextType = typeof(SpaltDb),
            ModelNamespace = "Spalt.Store.Compiled." + kind,
            Language = "C#",
            UseNullableReferenceTypes = true,
        };

        // Each making has an id of its own, which would differ without a difference. The assembly's attribute names one model for a context; ours has two, and its database says which.
        return tools.GetRequiredService<ICompiledModelCodeGeneratorSelector>().Select(options)
            .GenerateModel(((IInfrastructure<IServiceProvider>)db).Instance.GetRequiredService<IDesignTimeModel>().Model, options)
            .Where(f => !f.Path.EndsWith("AssemblyAttributes.cs", StringComparison.Ordinal))
            .ToDictionary(f => f.Path, f => GeneratedId().Replace(f.Code.ReplaceLineEndings("\n"), id), StringComparer.Ordinal);
    }

    [GeneratedRegex("(?<=modelId: new Guid\\(\")[^\"]*")]
    private static partial Regex GeneratedId();
}
