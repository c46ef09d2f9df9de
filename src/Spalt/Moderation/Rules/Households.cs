using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>Households without their addresses: the same for a day, unknowable afterwards.</summary>
internal sealed class Households(SpaltDb db)
{
    private const int SaltLength = 32;
    private const int HashLength = 16;

    private static readonly Func<SpaltDb, int, CancellationToken, Task<byte[]?>> Salt = EF.CompileAsyncQuery(
        (SpaltDb db, int day, CancellationToken cancel) => db.FloodSalts.Where(s => s.Day == day).Select(s => s.Salt).SingleOrDefault());

    public static byte[] Hash(byte[] salt, string household) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(household))[..HashLength];

    /// <summary>The day's salt (32 random bytes).</summary>
    public async Task<byte[]> SaltAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var day = FloodSalt.DayOf(now);
        if (await FindAsync(day, cancel) is { } salt)
        {
            return salt;
        }

        // Of many who begin the day together, one makes the salt for all.
        await ((DbContext)db).Database.ExecuteSqlAsync(
            $"INSERT INTO flood_salts (day, salt) VALUES ({day}, {RandomNumberGenerator.GetBytes(SaltLength)}) ON CONFLICT (day) DO NOTHING", cancel);
        return (await FindAsync(day, cancel))!;
    }

    private Task<byte[]?> FindAsync(int day, CancellationToken cancel) => Salt(db, day, cancel);
}
