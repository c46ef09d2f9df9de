using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Store;

namespace Spalt.Tests.Store;

/// <summary>Two truths about the schema, the model and the migrations, must be one.</summary>
public class TheSchema
{
    private const string SqliteCatalogue =
        """
        SELECT m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_migrations'
        UNION ALL SELECT m.name || ' -> ' || f."table" || ' ' || f."from" || ' ' || f.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table'
        UNION ALL SELECT replace(lower(sql), '"', '') FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
        """;

    private const string PostgresCatalogue =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'schema_migrations'
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND conrelid::regclass::text <> 'schema_migrations'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'schema_migrations'
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_the_same_by_the_model_and_by_the_migrations()
    {
        await using var byFiles = await TestStore.CreateAsync();
        await using var byModel = await TestStore.CreateAsync();
        await using var filesServices = byFiles.Installation().Services();
        await filesServices.GetRequiredService<Migrations>().ApplyAsync(Cancel);
        await using var modelServices = byModel.Installation().Services();
        await using (var scope = modelServices.CreateAsyncScope())
        {
            DbContext db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
            await using var connection = byModel.Installation().Database.Connect();
            await connection.OpenAsync(Cancel);
            await RowsAsync(connection, db.Database.GenerateCreateScript());
        }

        var files = await CatalogueAsync(byFiles.Installation().Database);
        Assert.NotEmpty(files);
        Assert.Equal(await CatalogueAsync(byModel.Installation().Database), files);
    }

    [Fact]
    public async Task Keeps_what_was_acknowledged()
    {
        await using var store = await TestStore.CreateAsync();
        var installation = store.Installation();
        await using var services = installation.Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(Cancel);
        await using var scope = services.CreateAsyncScope();
        DbContext db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        await db.Database.OpenConnectionAsync(Cancel);
        var connection = db.Database.GetDbConnection();
        var settings = installation.Database.Name == "Sqlite"
            ? await RowsAsync(connection, "SELECT * FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys")
            : await RowsAsync(connection, "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'");

        // On PostgreSQL that is the server's to say (the test cluster says no, for speed): no connection of ours says otherwise.
        if (installation.Database.Name == "Sqlite")
        {
            Assert.Equal("wal|2|1", settings.Single());
        }
        else
        {
            Assert.DoesNotContain(settings.Single(), (string[])["client", "session"]);
        }
    }

    private static async Task<List<string>> CatalogueAsync(Database database)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(Cancel);
        var rows = await RowsAsync(connection, database.Name == "Sqlite" ? SqliteCatalogue : PostgresCatalogue);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        List<string> rows = [];
        while (await reader.ReadAsync(Cancel))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
