using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Tests.Web;

public class KnowingTheHosts
{
    [Fact]
    public async Task What_changes_while_they_are_read_is_not_lost()
    {
        var reading = new Reading();
        await using var site = await Site.StartAsync(also => also.ConfigureDbContext<SpaltDb>(db => db.AddInterceptors(reading)));
        await site.NetworkAsync();
        var hosts = site.Services.GetRequiredService<Hosts>();
        reading.Then = () => site.Services.GetRequiredService<Commits>().Heard(["networks"]);
        Assert.NotNull(await hosts.FindAsync("any.example", TestContext.Current.CancellationToken));
        Assert.Null(reading.Then);
        Assert.False(hosts.TryFind("any.example", out _));
        await hosts.FindAsync("any.example", TestContext.Current.CancellationToken);
        Assert.True(hosts.TryFind("any.example", out _));
    }

    [Fact]
    public async Task One_with_letters_of_its_language_is_known_as_browsers_send_it()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync("xn--blbr-noae.example", "Blåbärsposten");
        await site.NetworkAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.Host = "xn--blbr-noae.example";
        Assert.Contains("Blåbärsposten", await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Does something once, when the networks have been read but not handed over yet.</summary>
    private sealed class Reading : DbCommandInterceptor
    {
        public Action? Then { get; set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Then is { } then && command.CommandText.Contains("networks", StringComparison.Ordinal))
            {
                Then = null;
                then();
            }

            return ValueTask.FromResult(result);
        }
    }
}
