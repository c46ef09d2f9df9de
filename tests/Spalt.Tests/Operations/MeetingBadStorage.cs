namespace Spalt.Tests.Operations;

/// <summary>Where the installation's data are not what they should be: the path or setting is named, and what to do about it.</summary>
public class MeetingBadStorage
{
    private static readonly (string Key, string Value) Swedish = ("LC_ALL", "sv_SE.UTF-8");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        await using var store = await TestStore.CreateAsync();
        var file = Path.Combine(store.Folder, "fil");
        await File.WriteAllTextAsync(file, "", Cancel);
        await AssertComplaintAsync(store, CommandLine.BadInput, $"{file} är en fil, inte en mapp; ange en mapp med --data.", "doctor", "--data", file);
        await AssertComplaintAsync(store, CommandLine.BadInput, $"{file} är en fil", "doctor", "--data", Path.Combine(file, "under"));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        await using var store = await TestStore.CreateAsync();
        SkipUnlessSqlite(store);
        await AssertComplaintAsync(store, CommandLine.Failed, "/proc/spalt finns inte, och går inte att skapa.", "migrate", "--data", "/proc/spalt");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        await using var store = await TestStore.CreateAsync();
        SkipUnlessSqlite(store);
        var file = Path.Combine(store.Folder, "spalt.db");
        await File.WriteAllTextAsync(file, new string('x', 8192), Cancel);
        await AssertComplaintAsync(store, CommandLine.Failed, $"{file} är ingen SQLite-databas.", "serve");
        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(file, Cancel));
        File.Delete(file);
        Directory.CreateDirectory(file);
        await AssertComplaintAsync(store, CommandLine.Failed, $"Databasen {file} går inte att öppna.", "serve");
    }

    [Theory]
    [InlineData("{\n  \"Spalt\": { \"Database\": }\n}", "är inte giltig JSON: se rad 2, tecken 26.", CommandLine.BadInput)]
    [InlineData("[1]", "ska vara ett JSON-objekt", CommandLine.BadInput)]
    [InlineData("{ \"Spalt\": { \"PageCache\": { \"MostBytes\": \"mycket\" } } }", "Inställningen Spalt:PageCache:MostBytes är ”mycket”", CommandLine.Failed)]
    public async Task Settings_that_cannot_be_read_are_named(string settings, string expected, int exitCode)
    {
        await using var store = await TestStore.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "spalt.json"), settings, Cancel);
        await AssertComplaintAsync(store, exitCode, expected, "serve");
    }

    [Theory]
    [InlineData("server", "Inställningen Spalt:Database är varken", CommandLine.BadInput)]
    [InlineData("Host=127.0.0.1;Passwrod=hemlig", "Inställningen Spalt:Database: ”passwrod” är inget", CommandLine.BadInput)]
    [InlineData("Host=127.0.0.1;Port=hemlig", "Inställningen Spalt:Database: ”port” är inget", CommandLine.BadInput)]
    [InlineData("Host=127.0.0.1;Port=1;Database=spalt;Password=hemlig", "PostgreSQL på 127.0.0.1:1 svarar inte", CommandLine.Failed)]
    public async Task A_database_that_is_not_there_is_named_without_its_password(string setting, string expected, int exitCode)
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, [Swedish, ("Spalt__Database", setting)], "migrate");
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.StartsWith("spalt: " + expected, Assert.Single(ran.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig", ran.Errors[0] + ran.Output, StringComparison.Ordinal);
    }

    private static void SkipUnlessSqlite(TestStore store)
    {
        if (store.Connection is not null)
        {
            Assert.Skip("SQLite's own.");
        }
    }

    private static async Task AssertComplaintAsync(TestStore store, int exitCode, string expected, params string[] arguments)
    {
        var ran = await SpaltProcess.RunAsync(store, [Swedish], arguments);
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.Contains(expected, Assert.Single(ran.Errors), StringComparison.Ordinal);
        Assert.Equal("", ran.Output);
    }
}
