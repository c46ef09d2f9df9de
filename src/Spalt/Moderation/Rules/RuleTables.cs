using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Comments;
using Spalt.Networks;

namespace Spalt.Moderation.Rules;

internal sealed class RuleTables :
    IEntityTypeConfiguration<RuleSetting>, IEntityTypeConfiguration<CommentHold>, IEntityTypeConfiguration<CommentPrint>, IEntityTypeConfiguration<FloodMark>,
    IEntityTypeConfiguration<FloodSalt>, IEntityTypeConfiguration<LearntWord>, IEntityTypeConfiguration<LearntComment>
{
    public void Configure(EntityTypeBuilder<RuleSetting> setting)
    {
        setting.ToTable("comment_rules");
        setting.Property(s => s.Version).IsConcurrencyToken();
        setting.HasOne<Network>().WithMany().HasForeignKey(s => s.NetworkId).OnDelete(DeleteBehavior.Cascade);
        setting.HasIndex(s => new { s.NetworkId, s.Rule }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CommentHold> hold)
    {
        hold.ToTable("comment_holds");
        hold.HasKey(h => new { h.CommentId, h.Rule });
        hold.Ignore(h => h.Why);
        hold.HasOne<Comment>().WithMany().HasForeignKey(h => h.CommentId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CommentPrint> print)
    {
        print.ToTable("comment_prints");
        print.HasKey(p => p.CommentId);
        print.Property(p => p.CommentId).ValueGeneratedNever();
        print.HasOne<Comment>().WithOne().HasForeignKey<CommentPrint>(p => p.CommentId).OnDelete(DeleteBehavior.Cascade);
        print.HasOne<Network>().WithMany().HasForeignKey(p => p.NetworkId).OnDelete(DeleteBehavior.Restrict);
        print.HasIndex(p => new { p.NetworkId, p.At });
        print.HasIndex(p => new { p.NetworkId, p.Print }).HasFilter("print IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<FloodMark> mark)
    {
        mark.ToTable("flood_marks");
        mark.HasOne<Network>().WithMany().HasForeignKey(m => m.NetworkId).OnDelete(DeleteBehavior.Cascade);
        mark.HasIndex(m => new { m.NetworkId, m.Place, m.At });
        mark.HasIndex(m => m.At);
    }

    public void Configure(EntityTypeBuilder<FloodSalt> salt)
    {
        salt.ToTable("flood_salts");
        salt.HasKey(s => s.Day);
        salt.Property(s => s.Day).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<LearntWord> word)
    {
        word.ToTable("learnt_words");
        word.HasKey(w => new { w.NetworkId, w.Word });
        word.Ignore(w => w.Count);
        word.HasOne<Network>().WithMany().HasForeignKey(w => w.NetworkId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<LearntComment> comment)
    {
        comment.ToTable("learnt_comments");
        comment.HasKey(c => new { c.CommentId, c.TextHash });
        comment.HasOne<Comment>().WithMany().HasForeignKey(c => c.CommentId).OnDelete(DeleteBehavior.Cascade);
    }
}
