using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Spalt.Accounts;

/// <summary>The framework's tables of who can sign in and how, and ours beside them.</summary>
internal sealed class LoginTable :
    IEntityTypeConfiguration<Login>, IEntityTypeConfiguration<IdentityUserLogin<long>>, IEntityTypeConfiguration<IdentityUserToken<long>>,
    IEntityTypeConfiguration<IdentityUserPasskey<long>>, IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<SecurityEvent>,
    IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<Login> login)
    {
        login.ToTable("logins");
        login.HasOne<Account>().WithOne().HasForeignKey<Login>(l => l.AccountId).OnDelete(DeleteBehavior.Restrict);
        login.Property(l => l.UserName).IsRequired();
        login.Property(l => l.NormalizedUserName).IsRequired();
        login.Property(l => l.Email).IsRequired();
        login.Property(l => l.NormalizedEmail).IsRequired();
        login.Property(l => l.ConcurrencyStamp).IsConcurrencyToken();
        login.Ignore(l => l.PhoneNumber).Ignore(l => l.PhoneNumberConfirmed);
        login.HasIndex(l => l.NormalizedUserName).IsUnique();
        login.HasIndex(l => l.NormalizedEmail).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> external)
    {
        external.ToTable("login_providers");
        external.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        external.HasOne<Login>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> token)
    {
        token.ToTable("login_tokens");
        token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        token.HasOne<Login>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<long>> passkey)
    {
        passkey.ToTable("login_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.HasOne<Login>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        passkey.OwnsOne(p => p.Data).ToJson("data");
    }

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.HasOne<Login>().WithMany().HasForeignKey(s => s.LoginId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SecurityEvent> line)
    {
        line.ToTable("security_events");
        line.HasOne<Login>().WithMany().HasForeignKey(e => e.LoginId).OnDelete(DeleteBehavior.Cascade);
        line.HasIndex(e => new { e.LoginId, e.Id }).IsDescending(false, true);
    }

    public void Configure(EntityTypeBuilder<DataKey> key)
    {
        key.ToTable("data_keys");
        key.HasKey(k => k.Name);
    }
}
