package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.OrganizationConnectedApps;
import com.pulumi.stytch.OrganizationConnectedAppsArgs;
import com.pulumi.stytch.enums.ClientType;
import com.pulumi.stytch.enums.ConnectedAppsAllowedType;
import java.util.List;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var partner = new ConnectedApp("partner", ConnectedAppArgs.builder()
                .clientType(ClientType.ThirdParty)
                .redirectUrls("https://partner.example/oauth/callback")
                .build());

            new OrganizationConnectedApps("acme", OrganizationConnectedAppsArgs.builder()
                .organizationId("organization-live-00000000-0000-4000-8000-000000000000")
                .thirdPartyConnectedAppsAllowedType(ConnectedAppsAllowedType.Restricted)
                .allowedThirdPartyConnectedApps(partner.clientId().applyValue(List::of))
                .build());
        });
    }
}
