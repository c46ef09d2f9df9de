using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Accounts;

namespace Spalt.Tests.Accounts;

public class KeepingPasswords
{
    /// <summary>OWASP, Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA512, 210,000 rounds, a salt of 16 bytes.</summary>
    [Fact]
    public async Task As_slowly_as_is_asked_for_and_each_with_a_salt_of_its_own()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        var hasher = services.GetRequiredService<IPasswordHasher<Login>>();
        var (one, other) = (Convert.FromBase64String(hasher.HashPassword(null!, SignedIn.Password)), Convert.FromBase64String(hasher.HashPassword(null!, SignedIn.Password)));

        // Format of ASP.NET Core Identity, version 3: marker, pseudorandom function, rounds and length of the salt, each big-endian.
        Assert.Equal(1, one[0]);
        Assert.Equal(2, BinaryPrimitives.ReadInt32BigEndian(one.AsSpan(1)));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(one.AsSpan(5)), 210_000, int.MaxValue);
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(one.AsSpan(9)), 16, int.MaxValue);
        Assert.NotEqual(one, other);
    }
}
