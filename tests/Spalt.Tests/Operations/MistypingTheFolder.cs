namespace Spalt.Tests.Operations;

/// <summary>A folder where nothing is: verbs that need an installation say so and leave nothing behind.</summary>
public class MistypingTheFolder
{
    private static readonly (string Key, string Value)[] Swedish = [("LC_ALL", "sv_SE.UTF-8")];

    [Theory]
    [InlineData("blog", "add", "--slug", "bank-nio", "--title", "Bänk nio")]
    [InlineData("import", "page", "sida.txt", "--blog", "bank-nio", "--author", "Disa")]
    [InlineData("headlines", "read")]
    [InlineData("doctor")]
    public async Task Is_told_with_its_whole_path_and_makes_no_folder(params string[] arguments)
    {
        await using var store = await TestStore.CreateAsync();
        SkipUnlessSqlite(store);
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "sida.txt"), "", TestContext.Current.CancellationToken);
        var folder = Path.Combine(store.Folder, "fel mapp");
        var ran = await SpaltProcess.RunAsync(store, Swedish, [.. arguments, "--data", "fel mapp"]);
        Assert.Equal((CommandLine.BadInput, ""), (ran.ExitCode, ran.Output));
        Assert.Equal(
            $"spalt: Det finns ingen installation i {folder}: databasen {folder}/spalt.db saknas. Ange rätt mapp med --data, eller skapa en ny: bin/spalt network add --host HOST --name NAME --data '{folder}'",
            Assert.Single(ran.Errors));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_command_to_type_names_the_folder_unless_it_is_the_usual_one()
    {
        Assert.Equal("bin/spalt migrate", Installation.At(Installation.UsualFolder).Hint("migrate"));
        Assert.Equal("bin/spalt migrate --data /srv/spalt", Installation.At("/srv/spalt/").Hint("migrate"));
        Assert.Equal(@"bin/spalt migrate --data '/srv/Disa'\''s $HOME'", Installation.At("/srv/Disa's $HOME").Hint("migrate"));
    }

    [Fact]
    public async Task A_relative_path_of_the_database_begins_in_the_data_folder()
    {
        await using var store = await TestStore.CreateAsync();
        SkipUnlessSqlite(store);
        var data = Directory.CreateDirectory(Path.Combine(store.Folder, "data")).FullName;
        var ran = await SpaltProcess.RunAsync(store, [("Spalt__Database", "min.db")], "migrate", "--data", data);
        Assert.Equal(0, ran.ExitCode);
        Assert.True(File.Exists(Path.Combine(data, "min.db")));
        Assert.Empty(Directory.GetFiles(store.Folder));
    }

    private static void SkipUnlessSqlite(TestStore store)
    {
        if (store.Connection is not null)
        {
            Assert.Skip("SQLite's own.");
        }
    }
}
