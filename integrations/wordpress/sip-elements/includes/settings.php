<?php
/**
 * Settings of the site (Settings → SIP Elements) and the SIP user name of each user, which only people who may edit users set.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

/** Returns the settings with their defaults. The secret can be a constant in wp-config.php, out of the database. */
function settings(): array {
	$stored = get_option( OPTION, array() );
	$all    = array_merge(
		array(
			'server'  => '',
			'domain'  => '',
			'secret'  => '',
			'ttl'     => 3600,
			'targets' => '',
		),
		is_array( $stored ) ? $stored : array()
	);
	if ( defined( 'SIP_ELEMENTS_SECRET' ) ) {
		$all['secret'] = (string) constant( 'SIP_ELEMENTS_SECRET' );
	}
	return $all;
}

/** Whether a text is WebSocket addresses separated by spaces or commas, as the option `server` of the elements takes them. */
function is_server_list( string $text ): bool {
	foreach ( preg_split( '~[\s,]+~', $text ) as $url ) {
		// The address as it was typed: esc_url_raw() would make a valid one of a wrong one.
		if ( ! preg_match( '~^wss?://[^\s/?#@]+(/\S*)?$~D', $url ) || esc_url_raw( $url, array( 'ws', 'wss' ) ) !== $url ) {
			return false;
		}
	}
	return true;
}

/** Checks what the form sends. An empty secret keeps the stored one, as the form never shows it. */
function sanitize_settings( $given ): array {
	$given  = is_array( $given ) ? $given : array();
	$stored = get_option( OPTION, array() );
	$server = trim( (string) ( $given['server'] ?? '' ) );
	if ( '' !== $server && ! is_server_list( $server ) ) {
		add_settings_error( OPTION, 'server', __( 'The server must be a wss:// address, or several separated by spaces.', 'sip-elements' ) );
		$server = (string) ( $stored['server'] ?? '' );
	}
	// As it is: each character of a secret counts. It is never printed.
	$secret = (string) ( $given['secret'] ?? '' );
	return array(
		'server'  => $server,
		'domain'  => preg_replace( '~[^A-Za-z0-9.:\[\]-]~', '', (string) ( $given['domain'] ?? '' ) ),
		'secret'  => '' === $secret ? (string) ( $stored['secret'] ?? '' ) : $secret,
		'ttl'     => min( DAY_IN_SECONDS, max( 60, (int) ( $given['ttl'] ?? 3600 ) ) ),
		// The loader takes a lone * for trust in all marks: an author could then name a server.
		'targets' => implode( ' ', array_diff( preg_split( '~[\s,"\'<>]+~', (string) ( $given['targets'] ?? '' ), -1, PREG_SPLIT_NO_EMPTY ), array( '*' ) ) ),
	);
}

add_action(
	'admin_init',
	function () {
		register_setting(
			OPTION,
			OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
				'show_in_rest'      => false,
			)
		);
	}
);

add_filter(
	'plugin_action_links_' . plugin_basename( FILE ),
	function ( $links ) {
		$url = admin_url( 'options-general.php?page=' . OPTION );
		return array_merge( array( '<a href="' . esc_url( $url ) . '">' . esc_html__( 'Settings', 'sip-elements' ) . '</a>' ), $links );
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'SIP Elements', 'SIP Elements', 'manage_options', OPTION, __NAMESPACE__ . '\settings_page' );
	}
);

/** Prints the settings page. */
function settings_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$all    = settings();
	$fixed  = defined( 'SIP_ELEMENTS_SECRET' );
	$fields = array(
		'server'  => array( __( 'Server', 'sip-elements' ), 'url', __( 'WebSocket address of the SIP server, such as wss://pbx.example.com/ws; several are separated by spaces.', 'sip-elements' ) ),
		'domain'  => array( __( 'Domain', 'sip-elements' ), 'text', __( 'The domain of the accounts, such as example.com.', 'sip-elements' ) ),
		'secret'  => array( __( 'Secret', 'sip-elements' ), 'password', __( 'The secret that this site shares with the SIP server (auth_ephemeral of Kamailio). It is never shown and never sent to a browser. Better: the constant SIP_ELEMENTS_SECRET in wp-config.php.', 'sip-elements' ) ),
		'ttl'     => array( __( 'Validity', 'sip-elements' ), 'number', __( 'Seconds for which the credentials of a user are valid.', 'sip-elements' ) ),
		'targets' => array( __( 'Call buttons', 'sip-elements' ), 'text', __( 'Numbers and addresses that call buttons of authors may call, separated by spaces.', 'sip-elements' ) ),
	);
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1><form action="options.php" method="post">';
	settings_fields( OPTION );
	echo '<table class="form-table" role="presentation">';
	foreach ( $fields as $name => list( $label, $type, $help ) ) {
		$is_secret = 'secret' === $name;
		printf(
			'<tr><th scope="row"><label for="sip-%1$s">%2$s</label></th><td><input id="sip-%1$s" name="%3$s[%1$s]" type="%4$s" value="%5$s" placeholder="%6$s" class="regular-text" autocomplete="off" aria-describedby="sip-%1$s-help"%7$s><p class="description" id="sip-%1$s-help">%8$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( OPTION ),
			esc_attr( 'url' === $type ? 'text' : $type ),
			esc_attr( $is_secret ? '' : (string) $all[ $name ] ),
			esc_attr( $is_secret && '' !== $all['secret'] ? __( 'unchanged', 'sip-elements' ) : '' ),
			disabled( $is_secret && $fixed, true, false ),
			esc_html( $help )
		);
	}
	echo '</table>';
	submit_button();
	echo '</form></div>';
}

/** Whether the present user may set the SIP user name of a user: not the own one, unless they may edit others. */
function may_set_sip_user( int $user_id ): bool {
	return current_user_can( 'edit_users' ) && current_user_can( 'edit_user', $user_id );
}

/** Prints the field of the SIP user name in a profile. */
function profile_field( \WP_User $user ): void {
	if ( ! may_set_sip_user( $user->ID ) ) {
		return;
	}
	wp_nonce_field( 'sip_elements_user', 'sip_elements_nonce' );
	printf(
		'<h2>SIP Elements</h2><table class="form-table" role="presentation"><tr><th><label for="sip-user">%s</label></th><td><input id="sip-user" name="sip_elements_user" type="text" class="regular-text" value="%s"><p class="description">%s</p></td></tr></table>',
		esc_html__( 'SIP user name', 'sip-elements' ),
		esc_attr( (string) get_user_meta( $user->ID, USER_META, true ) ),
		esc_html__( 'Without it the user has no phone.', 'sip-elements' )
	);
}
add_action( 'show_user_profile', __NAMESPACE__ . '\profile_field' );
add_action( 'edit_user_profile', __NAMESPACE__ . '\profile_field' );

/** Stores the SIP user name. */
function save_profile( int $user_id ): void {
	$nonce = isset( $_POST['sip_elements_nonce'] ) ? sanitize_text_field( wp_unslash( $_POST['sip_elements_nonce'] ) ) : '';
	if ( ! may_set_sip_user( $user_id ) || ! wp_verify_nonce( $nonce, 'sip_elements_user' ) ) {
		return;
	}
	$name = isset( $_POST['sip_elements_user'] ) ? sanitize_text_field( wp_unslash( $_POST['sip_elements_user'] ) ) : '';
	update_user_meta( $user_id, USER_META, preg_replace( '~[^A-Za-z0-9._+-]~', '', $name ) );
}
add_action( 'personal_options_update', __NAMESPACE__ . '\save_profile' );
add_action( 'edit_user_profile_update', __NAMESPACE__ . '\save_profile' );
