using Microsoft.EntityFrameworkCore;
using Spalt.Outbound;

namespace Spalt.Tests.Store;

public class KeepingToOneself
{
    [Fact]
    public async Task The_data_folder_is_open_to_nobody_else()
    {
        await using var store = await TestStore.CreateAsync();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        var folder = Path.Combine(store.Folder, "above", "data");
        PrivateFolder.Make(folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task The_database_is_nobody_elses_wherever_it_stands()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        if (OperatingSystem.IsWindows() || site.Installation.Database.File is not { } file)
        {
            Assert.Skip("A file's modes are Unix's, and PostgreSQL has no file.");
            return;
        }

        foreach (var one in new[] { file, file + "-wal", file + "-shm" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(one));
        }
    }

    [Fact]
    public async Task What_is_deleted_is_overwritten()
    {
        await using var site = await Site.StartAsync();
        if (site.Installation.Database.Name != "Sqlite")
        {
            Assert.Skip("SQLite's own.");
        }

        Assert.Equal(1, await site.WithDbAsync(db => ((DbContext)db).Database.SqlQueryRaw<int>("SELECT secure_delete AS \"Value\" FROM pragma_secure_delete").SingleAsync()));
    }

    [Theory]
    [InlineData("one\r\ntwo\u001b[31m\u2028three\u0085", "one  two [31m three ")]
    [InlineData("å ä ö 😀", "å ä ö 😀")]
    public void What_a_stranger_says_is_one_line(string said, string kept) => Assert.Equal(kept, new NotFetched(FetchFailure.Garbled, said).Detail);

    [Fact]
    public void What_a_stranger_says_is_cut() =>
        Assert.Equal(new string('x', 199), new NotFetched(FetchFailure.Garbled, new string('x', 199) + "😀" + new string('x', 9000)).Detail);
}
