using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>The texts that a source file can show: string literals, joined where they are concatenated.</summary>
internal static class SourceTexts
{
    /// <summary>Stands for what is known at run time only.</summary>
    internal const string Unknown = "X";

    /// <summary>Every text, with its line.</summary>
    internal static IEnumerable<(string Text, int Line)> Of(string path)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(File.ReadAllText(path));
        return tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
            .Where(expression => IsText(expression) && !IsPart(expression))
            .Select(expression => (Text(expression), tree.GetLineSpan(expression.Span).StartLinePosition.Line + 1));
    }

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => false,
    };

    private static bool IsPart(ExpressionSyntax expression) => expression.Parent is BinaryExpressionSyntax parent && IsText(parent);

    private static string Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(Text)),
        BinaryExpressionSyntax sum => Text(sum.Left) + Text(sum.Right),
        _ => Unknown,
    };

    private static string Text(InterpolatedStringContentSyntax content) =>
        content is InterpolatedStringTextSyntax text ? text.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal) : Unknown;
}
