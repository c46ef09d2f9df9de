using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Networks;

namespace Spalt.Members;

internal sealed class MemberTable : IEntityTypeConfiguration<NetworkMember>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<NetworkMember> member)
    {
        member.ToTable("network_members");
        member.HasKey(m => new { m.NetworkId, m.AccountId });
        member.HasOne<Network>().WithMany().HasForeignKey(m => m.NetworkId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.HasOne<Network>().WithMany().HasForeignKey(i => i.NetworkId).OnDelete(DeleteBehavior.Cascade);
        invitation.HasOne<Blog>().WithMany().HasForeignKey(i => i.BlogId).OnDelete(DeleteBehavior.Cascade);
        invitation.HasOne<Account>().WithMany().HasForeignKey(i => i.ById).OnDelete(DeleteBehavior.SetNull);

        invitation.Ignore(i => i.SentAt);

        // Of two who take it at once, one gets it.
        invitation.Property(i => i.EndedAt).IsConcurrencyToken();
        invitation.HasIndex(i => i.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<EmailChange> change)
    {
        change.ToTable("email_changes");
        change.HasOne<Login>().WithMany().HasForeignKey(c => c.LoginId).OnDelete(DeleteBehavior.Cascade);
        change.HasOne<Network>().WithMany().HasForeignKey(c => c.NetworkId).OnDelete(DeleteBehavior.Cascade);

        // Of stopping and confirming at once, one comes first and the other starts over.
        change.Property(c => c.ConfirmedAt).IsConcurrencyToken();
        change.Property(c => c.EndedAt).IsConcurrencyToken();
        change.HasIndex(c => c.ConfirmHash).IsUnique();
        change.HasIndex(c => c.UndoHash).IsUnique();
    }
}
